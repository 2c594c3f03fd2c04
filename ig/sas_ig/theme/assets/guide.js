// What pages gain with JavaScript; everything can be read without it.
(function () {
  "use strict";

  var root = document.documentElement;

  // --- theme --------------------------------------------------------------------

  function isDark() {
    var chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var themeButton = document.getElementById("theme");
  if (themeButton) {
    var label = themeButton.querySelector(".vh");
    var showLabel = function () {
      label.textContent = isDark() ? themeButton.dataset.light : themeButton.dataset.dark;
    };
    themeButton.hidden = false;
    showLabel();
    themeButton.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("guide-theme", root.dataset.theme);
      } catch (unavailable) {
        // The choice then lasts as long as the page.
      }
      showLabel();
    });
  }

  // --- menu on small screens ------------------------------------------------------

  var burger = document.getElementById("burger");
  var menu = document.getElementById("menu");
  if (burger && menu) {
    burger.setAttribute("role", "button");
    burger.setAttribute("aria-controls", "menu");
    burger.setAttribute("aria-expanded", "false");
    var toggleMenu = function (event) {
      event.preventDefault();
      var open = menu.classList.toggle("open");
      burger.setAttribute("aria-expanded", String(open));
      if (open) window.scrollTo(0, 0);
    };
    burger.addEventListener("click", toggleMenu);
    burger.addEventListener("keydown", function (event) {
      if (event.key === " ") toggleMenu(event);
    });
    var current = menu.querySelector("[aria-current]");
    if (current && menu.scrollHeight > menu.clientHeight) {
      menu.scrollTop = Math.max(0, current.offsetTop - menu.clientHeight / 2);
    }
  }

  // --- keyboard: Ctrl K goes to the search field -----------------------------------

  var field = document.getElementById("q");
  document.addEventListener("keydown", function (event) {
    if (field && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  // --- element trees: rows that have others below them fold ---------------------------

  function makeTree(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var below = new Map();
    rows.forEach(function (row) {
      if (row.dataset.up) {
        if (!below.has(row.dataset.up)) below.set(row.dataset.up, []);
        below.get(row.dataset.up).push(row);
      }
    });

    function show(id, visible) {
      (below.get(id) || []).forEach(function (row) {
        row.classList.toggle("folded", !visible);
        var button = row.querySelector(".fold");
        show(row.id, visible && !(button && button.getAttribute("aria-expanded") === "false"));
      });
    }

    function setOpen(row, open) {
      var button = row.querySelector(".fold");
      if (!button) return;
      button.setAttribute("aria-expanded", String(open));
      button.setAttribute("aria-label", (open ? table.dataset.close : table.dataset.open) + " " + row.id);
      show(row.id, open);
    }

    rows.forEach(function (row) {
      if (!below.has(row.id)) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      row.querySelector(".el").prepend(button);
      button.addEventListener("click", function () {
        setOpen(row, button.getAttribute("aria-expanded") === "false");
      });
      setOpen(row, true);
    });

    function reveal() {
      var id = decodeURIComponent(location.hash.slice(1));
      var row = id && document.getElementById(id);
      if (!row || row.closest("table") !== table) return;
      var box = table.closest(".tree-box");
      if (row.offsetParent === null || getComputedStyle(row).display === "none") {
        var all = box && box.querySelector('input[value="all"]');
        if (all && !row.classList.contains("k")) all.checked = true;
        else if (box) box.querySelector('input[value="key"]').checked = true;
      }
      for (var up = row.dataset.up; up; ) {
        var above = document.getElementById(up);
        if (!above) break;
        setOpen(above, true);
        up = above.dataset.up;
      }
      row.scrollIntoView({ block: "center" });
    }
    addEventListener("hashchange", reveal);
    reveal();
  }

  document.querySelectorAll("table.tree").forEach(makeTree);

  // --- canonicals are there to be copied ----------------------------------------------

  document.querySelectorAll("code.copy").forEach(function (code) {
    if (!navigator.clipboard) return;
    var french = root.lang === "fr";
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copier";
    button.textContent = french ? "Copier" : "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent).then(function () {
        button.textContent = french ? "Copié" : "Copied";
        setTimeout(function () { button.textContent = french ? "Copier" : "Copy"; }, 1500);
      });
    });
    code.after(" ", button);
  });

  // --- the table of contents follows the reader -----------------------------------------

  var toc = document.querySelector(".toc");
  if (toc && "IntersectionObserver" in window) {
    var links = new Map();
    toc.querySelectorAll("a[href^='#']").forEach(function (link) {
      var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    });
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        links.forEach(function (link) { link.removeAttribute("aria-current"); });
        links.get(entry.target).setAttribute("aria-current", "true");
      });
    }, { rootMargin: "-15% 0px -75% 0px" });
    links.forEach(function (link, heading) { observer.observe(heading); });
  }
})();
