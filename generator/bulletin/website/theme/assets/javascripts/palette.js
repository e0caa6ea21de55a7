/* Shows the appearance that the reader has chosen before, while the page is being read, so that it does not flash. */
{
  const chosen = __md_get("__palette")
  if (chosen?.color) {
    if (chosen.color.media === "(prefers-color-scheme)") {
      const mode = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"
      const option = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${mode})']`)
      for (const name of ["media", "scheme", "primary", "accent"])
        chosen.color[name] = option.getAttribute(`data-md-color-${name}`)
    }
    for (const [name, value] of Object.entries(chosen.color)) document.body.setAttribute(`data-md-color-${name}`, value)
  }
}
