/* Tells readers of an edition what came after it: a correction of it, and a newer edition.

   An edition never changes, so this stands in the versions.json beside the editions. Without that file, or in a folder
   opened from a disk, nothing is told. */
(async () => {
  const place = document.querySelector("[data-bulletin-version]");
  if (!place || !location.protocol.startsWith("http")) return;
  const told = place.dataset;
  const editions = new URL(told.bulletinEditions, location);
  const folder = (version) => new URL(`${encodeURIComponent(version)}/`, editions);

  const response = await fetch(new URL("versions.json", editions)).catch(() => null);
  const versions = response?.ok ? await response.json().catch(() => []) : [];
  const named = (name) => versions.find(({ version }) => version === name);
  const own = named(told.bulletinVersion);
  const newest = versions.find(({ aliases }) => aliases.includes("latest"));
  if (!own || !newest) return;

  /* Titles are HTML there, since the theme's menu takes them for that; of it only the text, read where nothing runs. */
  const text = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

  /* The same page of another version, or its front page where it has none. */
  const samePage = async (version) => {
    const page = new URL(told.bulletinPage, folder(version));
    const answer = await fetch(page, { method: "HEAD" }).catch(() => null);
    return answer?.ok ? page : folder(version);
  };

  const tell = async (kind, words, { version, title }) => {
    const link = document.createElement("a");
    link.href = await samePage(version);
    link.textContent = text(title);
    const notice = document.createElement("p");
    notice.className = `bulletin-${kind}`;
    notice.append(`${words}: `, link);
    place.append(notice);
  };

  const corrected = named(own.properties?.["superseded-by"]);
  if (corrected) await tell("superseded", told.bulletinCorrected, corrected);
  if (newest !== own && newest !== corrected) await tell("newer", told.bulletinNewer, newest);
})();
