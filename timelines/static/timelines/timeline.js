// Draws an expert's timeline from the data in the page. See docs/decisions/0005-timeline-drawing.md.
// Colours and lines come from timeline.css by class; the details alone are placed from here.
"use strict";
(() => {
  const figure = document.getElementById("drawing");
  const data = JSON.parse(document.getElementById("drawing-data").textContent);
  const words = data.words;
  const LOCALE = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  if (!figure || !data.items.length) return;

  const DAY = 864e5;
  const ROW = 24; // height of a line with a label
  const TIGHT = 15; // height of a line in a lane too full for labels
  const FADE = 56; // width of a fading side
  const LETTER = 7.2; // width of a letter of a label, on average
  const SIGNS = { supports: "+", opposes: "−", mixed: "±", neutral: "=", unclear: "?" };
  const SHAPES = {
    participation: "M6.5,0A6.5,6.5 0 1 1 -6.5,0A6.5,6.5 0 1 1 6.5,0Z",
    event: "M0,-7.5L7.5,0L0,7.5L-7.5,0Z",
    outcome: "M-6,-6H6V6H-6Z",
    position: "M0,-7L7.5,6H-7.5Z",
    appointment: "M-6,-3.5H6V3.5H-6Z",
  };

  const canvas = figure.querySelector(".canvas");
  const details = figure.querySelector(".details");
  const range = figure.querySelector("[data-range]");
  const today = startOfDay(Date.now());
  const items = data.items.map(read).sort((a, b) => a.from - b.from || a.order - b.order);
  // Where all is of one day, the marks stand at the left and have their words beside them.
  const ONE_DAY = items.every((item) => item.first === items[0].first && item.last === item.first && item.end !== "open");
  const FULL = ONE_DAY ? 60 : 14; // more lines than this, and a lane gives up its labels
  const LONGEST = ONE_DAY ? 150 : 46; // letters of a label
  let current = items[0];
  let transform = d3.zoomIdentity;
  let width = 0;

  function startOfDay(time) {
    return Math.floor(time / DAY) * DAY;
  }

  // Not Date.UTC(): it takes the years 0 to 99 for those of the twentieth century.
  function day(text) {
    return new Date(0).setUTCFullYear(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10));
  }

  // One item with its days as numbers; a last day counts to its end.
  function read(item, order) {
    const from = day(item.first);
    let to = day(item.last) + DAY;
    if (item.end === "open") to = Math.max(to, today + DAY);
    return {
      ...item,
      order,
      from,
      to,
      sure: item.period && (item.from || item.to) ? [item.from ? day(item.from) : from, item.to ? day(item.to) + DAY : to] : [from, to],
      marks: (item.attested || []).map(([first, last]) => (day(first) + day(last) + DAY) / 2),
      signs: item.stances.slice(0, 2).map((stance) => SIGNS[stance] || "").join(""),
    };
  }

  // Of a part of a long timeline the axis is that of what is named: a long post does not press the rest together.
  function domain() {
    const points = items.filter((item) => !item.period);
    const of = data.part && points.length ? points : items;
    let low = d3min(of, (item) => item.from);
    let high = -d3min(of, (item) => -item.to);
    if (ONE_DAY) return [new Date(low - DAY), new Date(high + 12 * DAY)];
    const room = Math.max((high - low) * 0.06, 45 * DAY);
    return [new Date(low - room), new Date(high + room)];
  }

  function d3min(list, value) {
    return list.reduce((least, one) => Math.min(least, value(one)), Infinity);
  }

  // Name for screen readers: all that the drawing says by shape, place and colour.
  function spoken(item) {
    const stances = item.stances.length ? ` ${words.stance}: ${item.stances.map((stance) => words.stances[stance]).join(", ")}.` : "";
    return `${words.kinds[item.kind]}, ${item.when}: ${item.title}.${stances}${item.draft ? ` ${words.draft}.` : ""}`;
  }

  // --- layout: lanes by kind, lines within a lane so that nothing overlaps -------------------

  function layout(x) {
    const lanes = [];
    let y = 8;
    for (const lane of data.lanes) {
      const own = items.filter((item) => item.kind === lane.kind);
      if (!own.length) continue;
      let lines = place(own, x, true);
      const tight = lines > FULL;
      if (tight) lines = place(own, x, false);
      // A label over a bar needs room above it.
      const height = tight ? TIGHT : own.some((item) => item.label.above) ? ROW + 8 : ROW;
      const top = y + 20;
      for (const item of own) {
        item.y = top + item.line * height + height - 12;
      }
      lanes.push({ ...lane, y, top, height: lines * height + 26 });
      y += lines * height + 34;
    }
    return { lanes, height: y };
  }

  // Gives each item the first line on which it has room; returns the number of lines.
  function place(own, x, labelled) {
    const ends = [];
    for (const item of own) {
      [item.left, item.right] = extent(item, x);
      item.label = labelled ? label(item) : { text: "", left: item.left, right: item.right };
      const left = Math.min(item.left, item.label.left);
      const line = ends.findIndex((end) => end <= left);
      item.line = line < 0 ? ends.length : line;
      ends[item.line] = Math.max(item.right, item.label.right) + 10;
    }
    return ends.length;
  }

  // Where an item's label stands and how much of it: over a long bar, else behind the mark, or
  // before it where there is more room; never beyond the drawing's edges.
  function label(item) {
    const wanted = Math.min(item.title.length, LONGEST);
    const fit = (letters) => (letters < item.title.length ? `${item.title.slice(0, Math.max(letters - 1, 0)).trimEnd()}…` : item.title);
    const made = (letters, at, side) => {
      const size = letters * LETTER;
      return { text: fit(letters), at, side, left: side === "end" ? at - size : at, right: side === "end" ? at : at + size };
    };
    if (item.period) {
      // Of a post that began before the window, the label stands at the window's edge.
      const at = Math.max(item.left, 4) + 2;
      if (Math.min(item.right, width) - at > wanted * LETTER) return { ...made(wanted, at, "start"), above: true };
    }
    const behind = Math.floor((width - 4 - item.right - 6) / LETTER);
    const before = Math.floor((item.left - 10) / LETTER);
    if (behind < wanted && before > behind) return made(Math.min(wanted, before), item.left - 5, "end");
    return behind < 4 ? { text: "", left: item.left, right: item.right } : made(Math.min(wanted, behind), item.right + 5, "start");
  }

  // The pixels that an item covers, fading sides and its mark included.
  function extent(item, x) {
    let left = x(item.from);
    let right = x(item.to);
    if (!item.period) {
      const middle = (left + right) / 2;
      return [Math.min(left, middle - 9), Math.max(right, middle + 9 + (item.signs ? 6 + item.signs.length * 8 : 0))];
    }
    if (item.start === "unknown") left -= FADE;
    if (item.end === "unknown") right += FADE;
    if (item.end === "open") right += 10;
    return [left, Math.max(right, left + 6)];
  }

  // --- drawing ------------------------------------------------------------------------------

  const svg = d3.select(canvas).append("svg").attr("role", "group").attr("aria-label", `${figure.dataset.label}, ${words.count}`).attr("aria-describedby", "drawing-keys");
  const shades = svg.append("defs");
  for (const [name, a, b] of [["fade-left", 0, 1], ["fade-right", 1, 0]]) {
    const shade = shades.append("linearGradient").attr("id", name);
    shade.append("stop").attr("class", "stop").attr("offset", "0").attr("stop-opacity", a);
    shade.append("stop").attr("class", "stop").attr("offset", "1").attr("stop-opacity", b);
  }
  const back = svg.append("g").attr("aria-hidden", "true");
  const axis = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
  const front = svg.append("g");

  // A tick by the finest part of it that is not at its beginning: 1987, May, 9 May, 14:30.
  function named(time) {
    const part = (options) => time.toLocaleString(LOCALE, { timeZone: "UTC", ...options });
    if (time.getUTCHours() || time.getUTCMinutes()) return part({ hour: "2-digit", minute: "2-digit" });
    if (time.getUTCDate() > 1) return part({ day: "numeric", month: "short" });
    return time.getUTCMonth() ? part({ month: "long" }) : String(time.getUTCFullYear());
  }

  function scale() {
    return transform.rescaleX(d3.scaleUtc(domain(), [12, width - 12]));
  }

  function draw() {
    const x = scale();
    const { lanes, height } = layout(x);
    svg.attr("viewBox", `0 0 ${width} ${height + 26}`).attr("width", width).attr("height", height + 26);
    // The axis names months and days only: the years stand beside the buttons.
    range.textContent = x.domain().map((time) => time.toLocaleDateString(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })).join(" – ");
    const number = Math.max(2, width / 110);
    const ticks = x.ticks(number).filter((time) => x(time) > 30 && x(time) < width - 30);
    axis.attr("transform", `translate(0,${height})`)
      .call(d3.axisBottom(x).tickValues(ticks).tickFormat(named).tickSizeInner(-height).tickSizeOuter(0).tickPadding(6));

    const band = back.selectAll("g.lane").data(lanes, (lane) => lane.kind).join((enter) => {
      const made = enter.append("g").attr("class", "lane");
      made.append("rect");
      made.append("text");
      return made;
    });
    band.select("rect").attr("x", 0).attr("width", width).attr("y", (lane) => lane.y).attr("height", (lane) => lane.height);
    band.select("text").attr("x", 8).attr("y", (lane) => lane.y + 15).text((lane) => lane.words);
    const now = back.selectAll("line.today").data([today]).join("line").attr("class", "today");
    now.attr("x1", x(today)).attr("x2", x(today)).attr("y1", 0).attr("y2", height);

    front.selectAll("a").data(items, (item) => item.id).join(
      (enter) => enter.append("a").attr("class", (item) => `item ${item.kind}${item.draft ? " unpublished" : ""}${item.held ? "" : " unheld"}`)
        .attr("href", (item) => item.page).attr("data-id", (item) => item.id).attr("aria-label", spoken)
        .on("focus", (event, item) => choose(item)).on("pointerenter", (event, item) => event.pointerType === "mouse" && show(item)).on("click", tapped),
    ).attr("tabindex", (item) => (item === current ? 0 : -1)).each(function (item) { paint(this, item, x); });
    if (!details.hidden) beside();
  }

  function paint(node, item, x) {
    const group = d3.select(node);
    group.selectAll("*").remove();
    // A wide invisible target for fingers.
    group.append("rect").attr("class", "target").attr("x", item.left - 3).attr("y", item.y - 12).attr("width", Math.max(item.right - item.left + 6, 24)).attr("height", 24);
    if (item.period) period(group, item, x);
    else point(group, item, x);
    if (item.label.text) write(group, item);
  }

  // What is certain is solid; what is known roughly is dashed; an unknown side fades; an open one is an arrow.
  function period(group, item, x) {
    const bar = (from, to, cls) => to > from && group.append("rect").attr("class", cls).attr("x", from).attr("width", to - from).attr("y", item.y - 4).attr("height", 8);
    const from = x(item.from);
    const to = x(item.to);
    const left = Math.min(Math.max(x(item.sure[0]), from), to);
    const right = Math.max(Math.min(x(item.sure[1]), to), left);
    if (item.start === "unknown") bar(from - FADE, from, "fade left");
    if (item.end === "unknown") bar(to, to + FADE, "fade right");
    bar(from, left, "rough");
    bar(left, right, "sure");
    bar(right, to, "rough");
    if (item.end === "open") group.append("path").attr("class", "arrow").attr("d", `M${to - 1},${item.y - 8}L${to + 10},${item.y}L${to - 1},${item.y + 8}Z`);
    for (const mark of item.marks) group.append("line").attr("class", "attested").attr("x1", x(mark)).attr("x2", x(mark)).attr("y1", item.y - 8).attr("y2", item.y + 8);
    if (item.start === "unknown" && item.end === "unknown") group.append("path").attr("class", "shape").attr("d", SHAPES.appointment).attr("transform", `translate(${(from + to) / 2},${item.y})`);
  }

  function point(group, item, x) {
    const from = x(item.from);
    const to = x(item.to);
    const middle = (from + to) / 2;
    const wide = to - from > 16;
    if (wide || item.start !== "exact") group.append("line").attr("class", item.start === "exact" && item.end === "exact" ? "reach" : "reach rough").attr("x1", Math.min(from, middle - 9)).attr("x2", Math.max(to, middle + 9)).attr("y1", item.y).attr("y2", item.y);
    if (item.start === "open" || item.start === "unknown") group.append("rect").attr("class", "fade left").attr("x", from - FADE).attr("width", FADE).attr("y", item.y - 2).attr("height", 4);
    if (item.end === "open") group.append("path").attr("class", "arrow").attr("d", `M${to},${item.y - 6}L${to + 9},${item.y}L${to},${item.y + 6}Z`);
    if (item.end === "unknown") group.append("rect").attr("class", "fade right").attr("x", to).attr("width", FADE).attr("y", item.y - 2).attr("height", 4);
    group.append("path").attr("class", item.start === "exact" && item.end === "exact" ? "shape" : "shape rough").attr("d", SHAPES[item.kind]).attr("transform", `translate(${middle},${item.y})`);
    if (!item.held) group.append("path").attr("class", "strike").attr("d", `M${middle - 10},${item.y + 8}L${middle + 10},${item.y - 8}`);
    if (item.signs) group.append("text").attr("class", "signs").attr("x", middle + 10).attr("y", item.y + 5).text(item.signs);
  }

  function write(group, item) {
    group.append("text").attr("class", "label").attr("text-anchor", item.label.side).attr("x", item.label.at).attr("y", item.label.above ? item.y - 7 : item.y + 4).text(item.label.text);
  }

  // --- choosing, details --------------------------------------------------------------------

  let shown = null;

  function choose(item) {
    current = item;
    front.selectAll("a").attr("tabindex", (one) => (one === item ? 0 : -1));
    show(item);
    // A mark at the edge of the screen has its details beyond it.
    details.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The details are the entry of the list, so that both say the same.
  function show(item) {
    const entry = document.getElementById(item.id);
    clearTimeout(leaving);
    if (!entry || (shown === item && !details.hidden)) return;
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    const box = document.createElement("div");
    box.className = copy.className;
    box.append(...copy.childNodes);
    details.replaceChildren(box);
    shown = item;
    details.hidden = false;
    beside();
    front.selectAll("a").classed("chosen", (one) => one === item);
  }

  // The details stand below their mark or, where the screen has more room there, above it.
  function beside() {
    const middle = Math.min(Math.max((shown.left + shown.right) / 2, 0), width);
    const mark = canvas.getBoundingClientRect().top + shown.y;
    const above = innerHeight - mark - 20 < details.offsetHeight && mark > innerHeight / 2;
    details.style.left = `${Math.min(Math.max(middle - details.offsetWidth / 2, 0), Math.max(width - details.offsetWidth, 0))}px`;
    details.style.top = `${canvas.offsetTop + shown.y + (above ? -16 - details.offsetHeight : 16)}px`;
  }

  function hide() {
    details.hidden = true;
    front.selectAll("a").classed("chosen", false);
  }

  // They go with Escape, with a click elsewhere, and with the mouse that leaves both them and the mark.
  let leaving = 0;
  for (const place of [canvas, details]) {
    place.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !figure.contains(document.activeElement)) leaving = setTimeout(hide, 400);
    });
    place.addEventListener("pointerenter", () => clearTimeout(leaving));
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("pointerdown", (event) => event.target.closest(".details, .item, .tools") || hide());

  // A finger has no hover: the first tap shows the details, the second follows the link.
  let lastTap = null;
  function tapped(event, item) {
    if (event.pointerType === "touch" && (details.hidden || lastTap !== item)) {
      event.preventDefault();
      lastTap = item;
      choose(item);
    }
  }

  function focus(item) {
    const x = scale();
    const middle = (x(item.from) + x(item.to)) / 2;
    // Bring it into the window before it gets the focus.
    if (middle < 20 || middle > width - 20) svg.call(zoom.translateBy, (width / 2 - middle) / transform.k, 0);
    choose(item);
    front.selectAll("a").filter((one) => one === item).node().focus();
  }

  function neighbour(step) {
    return items[Math.min(Math.max(items.indexOf(current) + step, 0), items.length - 1)];
  }

  // The nearest item on another line above (-1) or below (1).
  function across(direction) {
    const x = scale();
    const centre = (item) => (x(item.from) + x(item.to)) / 2;
    const others = items.filter((item) => (item.y - current.y) * direction > 1);
    const score = (item) => Math.abs(item.y - current.y) * 8 + Math.abs(centre(item) - centre(current));
    return others.reduce((best, item) => (!best || score(item) < score(best) ? item : best), null) || current;
  }

  const KEYS = {
    ArrowLeft: () => focus(neighbour(-1)),
    ArrowRight: () => focus(neighbour(1)),
    ArrowUp: () => focus(across(-1)),
    ArrowDown: () => focus(across(1)),
    Home: () => focus(items[0]),
    End: () => focus(items[items.length - 1]),
    "+": () => magnify(1.6),
    "=": () => magnify(1.6),
    "-": () => magnify(1 / 1.6),
    0: () => all(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  // --- zoom ---------------------------------------------------------------------------------

  let waiting = false;
  const zoom = d3.zoom()
    // The page scrolls as usual: the wheel zooms with Ctrl only, a finger alone does not move the drawing.
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.type === "touchstart" ? event.touches.length > 1 : !event.button))
    .duration(window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250)
    .on("zoom", (event) => {
      transform = event.transform;
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw();
      });
    });

  function magnify(factor) {
    const x = scale();
    const centre = current ? (x(current.from) + x(current.to)) / 2 : width / 2;
    svg.call(zoom.scaleBy, factor, [centre > 0 && centre < width ? centre : width / 2, 0]);
  }

  function all() {
    svg.call(zoom.transform, d3.zoomIdentity);
  }

  const BUTTONS = {
    in: () => magnify(1.6),
    out: () => magnify(1 / 1.6),
    left: () => svg.call(zoom.translateBy, (width / 3) / transform.k, 0),
    right: () => svg.call(zoom.translateBy, -(width / 3) / transform.k, 0),
    all,
  };
  for (const button of figure.querySelectorAll("[data-zoom]")) button.addEventListener("click", BUTTONS[button.dataset.zoom]);

  function resize() {
    const now = Math.round(canvas.clientWidth);
    if (!now || now === width) return;
    width = now;
    const [low, high] = domain();
    // From everything at once down to a day as wide as a hand.
    zoom.scaleExtent([1, Math.max(2, ((high - low) / DAY) * 120 / width)]).translateExtent([[0, 0], [width, 0]]).extent([[0, 0], [width, 1]]);
    svg.call(zoom);
    draw();
  }

  figure.hidden = false;
  resize();
  new ResizeObserver(resize).observe(canvas);
})();
