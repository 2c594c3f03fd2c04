// Runs before the first paint: the theme the reader chose last time, if any.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("guide-theme");
    if (chosen) document.documentElement.dataset.theme = chosen;
  } catch (unavailable) {
    // Storage may be switched off; the system's theme then applies.
  }
})();
