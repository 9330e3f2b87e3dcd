// Runs before the first paint, so that a remembered colour scheme never flashes.
// A file of its own: the Content-Security-Policy allows no inline scripts.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("ova.color-scheme");
  } catch {
    // Storage can be blocked; the system's preference counts then.
  }
  var dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  document.documentElement.style.background = dark ? "#0f1513" : "#f4f6f3";
})();
