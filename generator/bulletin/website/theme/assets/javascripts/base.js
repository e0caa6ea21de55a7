/* What the theme keeps in the browser: under the address of the site, which the tag of this script has.

   The theme has this within each page, where no policy lets it run. */
__md_scope = new URL(document.currentScript.dataset.base, location)
__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0)
__md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`))
__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
  } catch { /* nothing is kept, then */ }
}
