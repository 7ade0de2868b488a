// Plots of distributions: columns with axes, numbers on hover, and the same numbers as a table.

const PLOT_HEIGHT = 220;
const MARGIN = { top: 26, right: 8, bottom: 42, left: 52 };
const LABEL_WIDTH = 7;

function ticks(most) {
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= rough));
  const found = [];
  for (let value = 0; value < most + step; value += step) found.push(value);
  return found;
}

function showTip(event, lines) {
  const tip = document.getElementById("tip");
  tip.replaceChildren(...lines.map((line, index) =>
    element("div", { class: index === 0 ? "tip-title" : undefined }, line)));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - box.width - 8);
  const top = event.clientY - box.height - 12;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${top < 8 ? event.clientY + 16 : top}px`;
}

function hideTip() {
  document.getElementById("tip").hidden = true;
}

// Where a value is among the columns: in whole and broken columns from the left.
function placeOf(value, bars) {
  const index = bars.findIndex((bar) => bar.high !== null && value < bar.high + 1);
  if (index < 0 || value < bars[index].low) return null;
  const bar = bars[index];
  const width = bar.high - bar.low + 1;
  return index + (width === 1 ? 0.5 : (value - bar.low + 0.5) / width);
}

function drawColumns(plot, width) {
  const { numbers, label, xTitle, yTitle, title } = plot;
  const bars = numbers.bars;
  const inner = width - MARGIN.left - MARGIN.right;
  const depth = PLOT_HEIGHT - MARGIN.top - MARGIN.bottom;
  const marks = ticks(Math.max(...bars.map((bar) => bar.count)));
  const top = marks[marks.length - 1];
  const written = top < 100000 ? amount : compact;
  const y = (count) => MARGIN.top + depth * (1 - count / top);
  const step = inner / bars.length;
  const summary = `${title}: mean ${rounded(numbers.mean)}, median ${rounded(numbers.median)}, ` +
    `90 % up to ${amount(numbers.p90)}, most ${amount(numbers.max)}`;
  const svg = drawn("svg", {
    role: "img", "aria-label": summary, width, height: PLOT_HEIGHT,
    viewBox: `0 0 ${width} ${PLOT_HEIGHT}`,
  });
  for (const mark of marks) {
    const grid = mark === 0 ? "axis" : "grid";
    svg.append(
      drawn("line", { class: grid, x1: MARGIN.left, x2: width - MARGIN.right, y1: y(mark), y2: y(mark) }),
      drawn("text", { class: "tick", x: MARGIN.left - 8, y: y(mark) + 4, "text-anchor": "end" }, written(mark)),
    );
  }
  const labels = bars.map(label);
  const every = Math.ceil((Math.max(...labels.map((text) => text.length)) * LABEL_WIDTH + 8) / step);
  bars.forEach((bar, index) => {
    const left = MARGIN.left + index * step;
    const gap = Math.min(3, step * 0.15);
    const lines = [
      `${labels[index]} ${xTitle}`,
      `${amount(bar.count)} ${yTitle}`,
      `${percent(bar.count / numbers.count)} of all`,
    ];
    const group = drawn("g", {
      class: "column", pointermove: (event) => showTip(event, lines), pointerleave: hideTip,
    });
    const height = bar.count === 0 ? 0 : Math.max(1.5, y(0) - y(bar.count));
    group.append(
      drawn("rect", { class: "hit", x: left, y: MARGIN.top, width: step, height: depth }),
      drawn("rect", {
        class: "bar", x: left + gap / 2, y: y(0) - height, width: Math.max(1, step - gap), height,
        rx: Math.min(2, step / 4),
      }),
    );
    svg.append(group);
    const last = index === bars.length - 1;
    const isShown = last || (index % every === 0 && bars.length - 1 - index >= every);
    if (isShown) {
      svg.append(drawn("text", {
        class: "tick", x: left + step / 2, y: PLOT_HEIGHT - MARGIN.bottom + 16, "text-anchor": "middle",
      }, labels[index]));
    }
  });
  const place = placeOf(numbers.median, bars);
  if (place !== null) {
    const x = MARGIN.left + place * step;
    const isRight = x > width * 0.7;
    svg.append(
      drawn("line", { class: "median", x1: x, x2: x, y1: MARGIN.top - 10, y2: y(0) }),
      drawn("text", {
        class: "tick median-label", x: x + (isRight ? -5 : 5), y: MARGIN.top - 8,
        "text-anchor": isRight ? "end" : "start",
      }, `median ${rounded(numbers.median)}`),
    );
  }
  svg.append(
    drawn("text", {
      class: "axis-title", x: MARGIN.left + inner / 2, y: PLOT_HEIGHT - 6, "text-anchor": "middle",
    }, xTitle),
    drawn("text", { class: "axis-title", x: 0, y: 12 }, yTitle),
  );
  return svg;
}

function tableOf(plot) {
  const { numbers, label, xTitle, yTitle } = plot;
  const rows = numbers.bars.map((bar) => element("tr", {},
    element("th", { scope: "row" }, label(bar)),
    element("td", {}, amount(bar.count)),
    element("td", {}, percent(bar.count / numbers.count))));
  const head = element("thead", {}, element("tr", {},
    element("th", { scope: "col" }, xTitle),
    element("th", { scope: "col" }, yTitle),
    element("th", { scope: "col" }, "share")));
  return element("details", { class: "as-table" },
    element("summary", {}, "As a table"),
    scrolling(plot.title, element("table", {}, head, element("tbody", {}, rows))));
}

function plotOf(plot) {
  const { numbers } = plot;
  const facts = [
    `mean ${rounded(numbers.mean)}`, `median ${rounded(numbers.median)}`,
    `80 % from ${amount(numbers.p10)} to ${amount(numbers.p90)}`, `most ${amount(numbers.max)}`,
  ];
  const canvas = element("div", { class: "canvas" });
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.floor(canvas.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    canvas.replaceChildren(drawColumns(plot, width));
  }).observe(canvas);
  return element("figure", { class: "card plot" },
    element("figcaption", {},
      element("h3", {}, plot.title),
      element("p", { class: "faint" }, plot.note ?? facts.join(" · "))),
    canvas, tableOf(plot));
}
