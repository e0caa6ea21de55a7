/* What a page offers beyond reading it: values of charts where they are pointed at or by arrow keys, charts as PNG, and
   tables that are sorted, filtered, and shown with the columns that a reader wants.

   Everything is on the page without this script, and no style or element of it needs more than the page's policy
   allows. Words are those of the page's language, in the attributes of the script element. */
(() => {
  const words = document.currentScript.dataset;
  const language = document.documentElement.lang || undefined;
  const made = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // --- charts: values

  /* The places and texts of marks with a title; browsers would show titles a second time, so that these are removed. */
  const titledMarks = (picture) => {
    const marks = [...picture.querySelectorAll("title")].map((title) => {
      const shape = title.parentElement;
      const text = title.textContent;
      title.remove();
      return { shape, text };
    });
    return marks.map(({ shape, text }) => {
      const box = shape.getBBox();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, text };
    });
  };

  /* The points of a picture without titles, which are in the order of those of the other picture. */
  const points = (picture) =>
    [...picture.querySelectorAll(".bulletin-chart-line, .bulletin-chart-line path")].flatMap((shape) =>
      [...(shape.getAttribute("d") || "").matchAll(/M([-\d.]+) ([-\d.]+)h0/g)].map(([, x, y]) => ({ x: +x, y: +y, width: 0 })),
    );

  for (const frame of document.querySelectorAll(".bulletin-picture")) {
    const [narrow, wide] = frame.querySelectorAll("svg");
    if (!wide?.querySelector("title")) continue;
    let marksOf = null;
    const prepare = () => {
      if (marksOf) return marksOf;
      const hidden = wide.getBBox && !wide.checkVisibility();
      if (hidden) wide.classList.add("bulletin-chart-measured");
      const marks = titledMarks(wide);
      wide.classList.remove("bulletin-chart-measured");
      const small = points(narrow);
      /* The first point of a picture may be the sample in its legend. */
      const own = small.slice(small.length - marks.length).map((point, n) => ({ ...point, text: marks[n]?.text }));
      marksOf = new Map([[wide, marks], [narrow, small.length >= marks.length ? own : []]]);
      return marksOf;
    };
    const value = made("output", { className: "bulletin-chart-value" });
    frame.append(value);
    frame.tabIndex = 0;
    let current = -1;
    const shown = () => (wide.checkVisibility() ? wide : narrow);
    const show = (number) => {
      const picture = shown();
      const mark = prepare().get(picture)[number];
      current = mark ? number : -1;
      value.textContent = mark?.text ?? "";
      value.hidden = !mark;
      if (!mark) return;
      const place = picture.createSVGPoint();
      Object.assign(place, { x: mark.x, y: mark.y });
      const at = place.matrixTransform(picture.getScreenCTM());
      const box = frame.getBoundingClientRect();
      const left = Math.min(Math.max(at.x - box.left - value.offsetWidth / 2, 0), box.width - value.offsetWidth);
      value.style.left = `${left}px`;
      value.style.top = `${Math.max(at.y - box.top - value.offsetHeight - 10, 0)}px`;
    };
    frame.addEventListener("pointermove", (event) => {
      const picture = shown();
      const marks = prepare().get(picture);
      const place = Object.assign(picture.createSVGPoint(), { x: event.clientX, y: event.clientY });
      const at = place.matrixTransform(picture.getScreenCTM().inverse());
      const distance = (mark) => Math.hypot(Math.max(Math.abs(mark.x - at.x) - mark.width / 2, 0), (mark.y - at.y) / 4);
      const nearest = marks.reduce((best, mark, n) => (best < 0 || distance(mark) < distance(marks[best]) ? n : best), -1);
      show(nearest >= 0 && distance(marks[nearest]) < 40 ? nearest : -1);
    });
    frame.addEventListener("pointerleave", () => show(-1));
    frame.addEventListener("blur", () => show(-1));
    frame.addEventListener("keydown", (event) => {
      const count = prepare().get(shown()).length;
      const next = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: count - 1 }[event.key];
      if (event.key === "Escape") show(-1);
      if (next === undefined || count === 0) return;
      event.preventDefault();
      show(Math.min(Math.max(next, 0), count - 1));
    });
  }

  // --- charts: PNG, drawn from the file

  const SCALE = 2;
  const toPng = async (address) => {
    const source = await (await fetch(address)).text();
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    await picture.decode();
    const canvas = made("canvas", { width: picture.width * SCALE, height: picture.height * SCALE });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  };
  for (const file of location.protocol.startsWith("http") ? document.querySelectorAll('.bulletin-figure a[href$=".svg"]') : []) {
    const link = made("a", { href: file.href, textContent: words.png });
    link.dataset.made = "";
    link.setAttribute("aria-label", file.getAttribute("aria-label").replace(file.textContent, words.png));
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const name = file.href.split("/").pop().replace(/svg$/, "png");
      made("a", { href: await toPng(file.href), download: name }).click();
    });
    file.after(" ", link);
  }

  // --- tables: sorted by a column

  const FEWEST_SORTED = 5;
  const FEWEST_FILTERED = 12;
  const parts = new Intl.NumberFormat(language).formatToParts(-12345.6);
  const symbol = (type) => parts.find((part) => part.type === type)?.value ?? "";
  const digits = new Map([...Array(10).keys()].map((n) => [new Intl.NumberFormat(language).format(n), String(n)]));
  const collator = new Intl.Collator(language, { numeric: true });

  /* The first number of a text in the notation of the language; none where it has none. */
  const number = (text) => {
    const plain = [...text].map((sign) => digits.get(sign) ?? sign).join("").replace(/[\u2212\u200e\u200f\u061c]/g, (sign) => (sign === "\u2212" ? "-" : ""));
    const found = plain.match(/[-+]?\d[\d.,\u00a0\u202f\u066b\u066c']*/)?.[0];
    if (!found) return null;
    const decimal = symbol("decimal");
    return Number([...found].map((sign) => (sign === decimal ? "." : /[-\d]/.test(sign) ? sign : "")).join(""));
  };
  const textOf = (cell) => cell?.textContent.trim() ?? "";

  const sortable = (grid, rows, body) => {
    const order = [...rows];
    const heads = [...grid.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const isNumber = grid.classList.contains(`number-${column + 1}`);
      const button = made("button", { type: "button", className: "bulletin-sort", title: words.sort }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        /* Numbers begin with the largest, words with the first; the third time, the order is that of the page. */
        const [first, second] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
        const next = before === first ? second : before === second ? null : first;
        if (next) head.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        const keys = new Map(order.map((row) => [row, isNumber ? number(textOf(row.cells[column])) : textOf(row.cells[column])]));
        const compare = (one, other) => {
          const [a, b] = [keys.get(one), keys.get(other)];
          if (!isNumber) return sign * collator.compare(a, b);
          return a === null || b === null ? (a === null) - (b === null) : sign * (a - b);
        };
        const sorted = next ? [...order].sort(compare) : order;
        body.prepend(...sorted);
      });
    });
  };

  // --- tables: filtered, and with some of their columns

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  const depthOf = (row) => Number(row.cells[0].className.match(/bulletin-depth-(\d+)/)?.[1] ?? 0);

  const filter = (grid, rows) => {
    const count = made("output");
    const field = made("input", { type: "search", placeholder: words.names });
    field.addEventListener("input", () => {
      /* Rows with all words of any of the names; a comma between digits is part of a number. */
      const names = folded(field.value).split(/[,،;](?!\d)/).map((name) => name.split(/\s+/).filter(Boolean));
      const wanted = names.filter((name) => name.length);
      let found = 0, above = 0;
      /* From the last row to the first: a unit that matches keeps those that it is below of. */
      for (const row of [...rows].reverse()) {
        const text = folded(row.textContent), depth = depthOf(row);
        const isFound = !wanted.length || wanted.some((name) => name.every((word) => text.includes(word)));
        row.hidden = !isFound && depth >= above;
        found += isFound;
        if (!row.hidden) above = depth;
      }
      /* Of a table that has more rows elsewhere, too, that these are not searched. */
      const elsewhere = [...grid.closest(".bulletin-table").querySelectorAll(".bulletin-more")].map(textOf);
      const counts = [`${found.toLocaleString(language)} / ${rows.length.toLocaleString(language)}`, ...elsewhere];
      count.textContent = wanted.length ? counts.join(" – ") : "";
    });
    return made("label", {}, `${words.filter} `, field, " ", count);
  };

  /* Choosing columns puts an end to their folding by the style sheet, of which there is a checkbox beside the table. */
  const columns = (grid) => {
    const folding = grid.closest(".bulletin-table").querySelector(".bulletin-all");
    const heads = [...grid.tHead.rows[0].cells].slice(1);
    const boxes = heads.map(() => made("input", { type: "checkbox", checked: true }));
    const apply = () => {
      if (folding) folding.querySelector("input").checked = true;
      for (const row of grid.rows) boxes.forEach((box, n) => row.cells[n + 1] && (row.cells[n + 1].hidden = !box.checked));
    };
    boxes.forEach((box) => box.addEventListener("change", apply));
    const choices = boxes.map((box, n) => made("label", {}, box, ` ${textOf(heads[n])}`));
    const details = made("details", {}, made("summary", { textContent: words.columns }), ...choices);
    details.addEventListener("toggle", () => boxes.forEach((box, n) => (box.checked = heads[n].checkVisibility())));
    return details;
  };

  for (const grid of document.querySelectorAll(".bulletin-grid")) {
    const body = grid.tBodies[0];
    const all = [...body.rows];
    const rows = all.slice(0, all.length - Number(grid.dataset.summaries ?? 0));
    const isTree = body.querySelector('[class^="bulletin-depth-"]');
    const tools = made("div", { className: "bulletin-tools" });
    if (rows.length >= FEWEST_FILTERED) tools.append(filter(grid, rows));
    if (rows.length >= FEWEST_SORTED) tools.append(columns(grid));
    if (tools.hasChildNodes()) grid.closest(".bulletin-scroll").before(tools);
    if (rows.length >= FEWEST_SORTED && !isTree) sortable(grid, rows, body);
  }
})();
