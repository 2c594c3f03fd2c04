// Full-text search in the browser, over the index that the build wrote.
(function () {
  "use strict";

  var root = document.documentElement;
  var french = root.lang === "fr";
  var field = document.getElementById("q");
  var form = field && field.form;
  if (!form) return;
  var base = form.action.replace(/search\.html.*$/, "");
  var entries = null;

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[’']/g, " ");
  }

  function load(then) {
    if (entries) return then();
    var script = document.createElement("script");
    script.src = form.dataset.index;
    script.addEventListener("load", function () {
      entries = window.guideIndex.map(function (row) {
        return { row: row, title: fold(row[1]), heading: fold(row[2]), words: fold(row[4]), text: fold(row[5]) };
      });
      then();
    });
    document.head.append(script);
  }

  function startsWord(text, word) {
    var at = text.indexOf(word);
    while (at > 0 && /[a-z0-9]/.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at >= 0;
  }

  function score(entry, words) {
    var total = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i];
      var here = 0;
      if (entry.words.split(" ").indexOf(word) >= 0) here += 30;
      else if (entry.words.indexOf(word) >= 0) here += 10;
      if (startsWord(entry.title, word)) here += entry.heading ? 6 : 14;
      if (startsWord(entry.heading, word)) here += 12;
      if (startsWord(entry.text, word)) here += 3;
      else if (entry.text.indexOf(word) >= 0) here += 1;
      if (!here) return 0;
      total += here;
    }
    return total / words.length;
  }

  function find(query) {
    var words = fold(query).split(/[^a-z0-9_.:-]+/).filter(Boolean);
    if (!words.length) return { words: words, found: [] };
    var found = [];
    entries.forEach(function (entry, order) {
      var points = score(entry, words);
      if (points) found.push({ entry: entry, points: points, order: order });
    });
    found.sort(function (a, b) { return b.points - a.points || a.order - b.order; });
    return { words: words, found: found };
  }

  // Writes `text` into `into`, the parts that match marked.
  function mark(text, words, into) {
    var folded = fold(text);
    var at = 0;
    if (folded.length !== text.length) { into.append(text); return; }
    while (at < text.length) {
      var next = -1, length = 0;
      words.forEach(function (word) {
        var place = folded.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next)) { next = place; length = word.length; }
      });
      if (next < 0) break;
      into.append(text.slice(at, next));
      var hit = document.createElement("mark");
      hit.textContent = text.slice(next, next + length);
      into.append(hit);
      at = next + length;
    }
    into.append(text.slice(at));
  }

  function quote(entry, words) {
    var text = entry.row[5];
    var place = words.reduce(function (best, word) {
      var at = entry.text.indexOf(word);
      return at >= 0 && (best < 0 || at < best) ? at : best;
    }, -1);
    var start = Math.max(0, place - 60);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    var piece = text.slice(start, start + 170);
    return (start > 0 ? "… " : "") + piece + (start + 170 < text.length ? " …" : "");
  }

  function name(entry) {
    return entry.row[2] ? entry.row[1] + " › " + entry.row[2] : entry.row[1];
  }

  // --- suggestions under the field ------------------------------------------------

  var list = document.createElement("ul");
  list.className = "hits";
  list.id = "hits";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", french ? "Suggestions" : "Suggestions");
  list.hidden = true;
  form.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "hits");
  var active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    var options = list.children;
    if (active >= 0 && options[active]) options[active].setAttribute("aria-selected", "false");
    active = (place + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[active].id);
  }

  function suggest() {
    var query = field.value.trim();
    if (query.length < 2) return close();
    load(function () {
      var result = find(query);
      list.textContent = "";
      active = -1;
      result.found.slice(0, 8).forEach(function (hit, number) {
        var item = document.createElement("li");
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.id = "hit-" + number;
        item.dataset.url = base + hit.entry.row[0];
        var title = document.createElement("strong");
        mark(name(hit.entry), result.words, title);
        var section = document.createElement("span");
        section.className = "sub";
        section.textContent = hit.entry.row[3];
        item.append(title, section);
        item.addEventListener("mousedown", function (event) {
          event.preventDefault();
          location.href = item.dataset.url;
        });
        list.append(item);
      });
      list.hidden = !result.found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
    });
  }

  field.addEventListener("input", suggest);
  field.addEventListener("focus", function () { load(function () {}); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(active < 0 ? -1 : active - 1); }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = list.children[active].dataset.url;
    }
  });

  // --- the page of results -----------------------------------------------------------

  var results = document.getElementById("resultats");
  if (!results) return;
  var status = document.getElementById("combien");

  function showResults() {
    var query = field.value.trim();
    load(function () {
      var result = find(query);
      results.textContent = "";
      status.textContent = !query ? "" : french
        ? result.found.length + (result.found.length > 1 ? " résultats" : " résultat") + " pour « " + query + " »"
        : result.found.length + (result.found.length === 1 ? " result" : " results") + " for “" + query + "”";
      result.found.slice(0, 60).forEach(function (hit) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        link.href = base + hit.entry.row[0];
        mark(name(hit.entry), result.words, link);
        var section = document.createElement("span");
        section.className = "sub";
        section.textContent = hit.entry.row[3];
        var text = document.createElement("p");
        mark(quote(hit.entry, result.words), result.words, text);
        item.append(link, section, text);
        results.append(item);
      });
    });
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) showResults();
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    close();
    history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
    showResults();
  });
  field.focus();
})();
