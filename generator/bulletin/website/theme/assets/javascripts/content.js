/* Opens the tab of a page written by hand that its address names. */
{
  const target = document.getElementById(location.hash.slice(1))
  if (target?.name) target.checked = target.name.startsWith("__tabbed_")
}
