/* Runs before the page is painted: with the theme "system", the device decides between light and dark, now and later. */

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function apply() {
  if (root.dataset.theme === "system") root.dataset.bsTheme = dark.matches ? "dark" : "light";
}

apply();
dark.addEventListener("change", apply);
document.addEventListener("filon:theme", apply);
