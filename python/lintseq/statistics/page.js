// The page: reads the numbers and lays them out.

const END = 100;

function range(bar) {
  if (bar.high === null) return `≥ ${amount(bar.low)}`;
  return bar.low === bar.high ? amount(bar.low) : `${amount(bar.low)}–${amount(bar.high)}`;
}

const PLOTS = [
  { name: "edits_per_sequence", title: "Edits per sequence", xTitle: "edits", yTitle: "sequences" },
  { name: "lines_per_edit", title: "Lines per edit", xTitle: "lines", yTitle: "edits" },
  { name: "lines_per_program", title: "Lines per program", xTitle: "lines", yTitle: "rows" },
  {
    name: "text_percent", title: "Size of the edits' text", xTitle: "% of the program's bytes",
    yTitle: "sequences",
  },
  {
    name: "edit_position", title: "Where edits begin", xTitle: "% of the lines written before",
    yTitle: "edits",
    label: (bar) => bar.low === END ? "end" : range({ ...bar, high: Math.min(bar.high, END - 1) }),
    note: (report) => `0 is the top of what is written so far, end its end; ` +
      `${percent(report.edits_at_end)} of the edits after the first go to the end`,
  },
  {
    name: "distinct_per_row", title: "Distinct sequences per row", xTitle: "distinct sequences",
    yTitle: "rows",
  },
];

function section(title, note, ...children) {
  return element("section", {},
    element("h2", {}, title), note ? element("p", { class: "note faint" }, note) : null, children);
}

function badge(source) {
  if (source.kind !== "run") return element("span", { class: "badge" }, "rows");
  return source.done ? element("span", { class: "badge good" }, "done")
    : element("span", { class: "badge bad" }, "not done");
}

function header(report) {
  const sources = report.sources.map((source) => {
    const facts = [];
    if (source.kind === "run") {
      facts.push(counted(source.shards_done, "shard"));
      if (source.shards_begun > 0) facts.push(`${amount(source.shards_begun)} begun`);
      if (source.samples !== null) facts.push(`${counted(source.samples, "sample")} a row`);
      if (source.seed !== null) facts.push(`seed ${source.seed}`);
      if (source.format !== null) facts.push(`format ${source.format}`);
      if (source.versions) facts.push(`lintseq ${source.versions.lintseq}`);
    }
    return element("p", { class: "source" },
      element("code", {}, visible(source.path)), " ", badge(source), " ",
      element("span", { class: "faint" }, visible(facts.join(" · "))));
  });
  return element("header", {}, element("h1", {}, "Edit sequences"), sources);
}

function notices(report) {
  const found = [];
  const unfinished = report.sources.filter((source) => source.kind === "run" && !source.done);
  if (unfinished.length) {
    found.push(element("p", { class: "notice" }, "The run is not done: these are the numbers so far. ",
      element("code", {}, "lintseq generate --resume"), " goes on with it."));
  }
  if (report.sequences === 0) {
    const unreadable = Object.keys(report.unreadable).length > 0;
    const told = report.rows ? `There are no sequences: all ${amount(report.rows)} rows were rejected.`
      : unreadable ? "No row holds a sequence." : "There are no rows.";
    found.push(element("p", { class: "notice" }, told));
  }
  if (report.unread_sequences > 0) {
    found.push(element("p", { class: "notice" },
      `${counted(report.unread_sequences, "sequence")} are in rows of a preset that holds no edits. ` +
      "What is told of them is what the run counted; they cannot be played."));
  }
  if (report.damage.length) {
    found.push(element("div", { class: "notice bad" },
      element("strong", {}, "Damage"),
      element("ul", {}, report.damage.map((damage) => element("li", {}, visible(damage))))));
  }
  return found;
}

function tile(title, number, note) {
  return element("div", { class: "card tile" },
    element("p", { class: "tile-title" }, title),
    element("p", { class: "tile-number" }, number),
    element("p", { class: "faint" }, note));
}

function tiles(report) {
  const { edits_per_sequence: edits, lines_per_edit: lines } = report.distributions;
  const { programs, sequences, exact } = report.distinct;
  const about = exact ? "" : "about ";
  const isRead = report.sequences > report.unread_sequences;
  return element("div", { class: "tiles" },
    tile("Rows", short(report.rows), `${percent(report.coverage)} gave sequences`),
    tile("Rejected", short(report.rows_rejected),
      report.rows ? `${percent(report.rows_rejected / report.rows)} of the rows` : "of none"),
    tile("Sequences", short(report.sequences), isRead ? `${about}${short(sequences)} distinct` : "not read"),
    tile("Programs", isRead ? short(programs) : "–", `${about}distinct, with sequences`),
    tile("Edits / sequence", rounded(edits.median), `median; mean ${rounded(edits.mean)}`),
    tile("Lines / edit", rounded(lines.median), `median; mean ${rounded(lines.mean)}`),
    tile("Edit text", percent(report.text_ratio, 0), report.text_ratio === null ? "no text"
      : `of the programs' ${bytes(report.program_bytes)}`));
}

function sequences(report) {
  if (!report.players.length) return null;
  const note = `${counted(report.players.length, "sequence")} drawn at random, the same share of each language. ` +
    "Arrow keys step, space plays." +
    (report.too_large ? ` ${counted(report.too_large, "sequence")} over 64 kB cannot be drawn.` : "");
  return section("Step through", note, new Player(report.players).node);
}

function distributions(report) {
  const plots = PLOTS.filter((plot) => report.distributions[plot.name].count > 0).map((plot) => plotOf({
    label: range, ...plot, numbers: report.distributions[plot.name], note: plot.note?.(report),
  }));
  return plots.length ? section("Distributions", null, element("div", { class: "plots" }, plots)) : null;
}

function meter(share, kind, text) {
  const fill = element("span", { class: `fill ${kind}` });
  fill.style.width = `${Math.max(share > 0 ? 0.5 : 0, 100 * share)}%`;
  return [
    element("span", { class: "meter", "aria-hidden": "true" }, fill),
    element("span", { class: "measured" }, text),
  ];
}

function headed(names) {
  return element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col" }, name))));
}

function languages(report) {
  const entries = Object.entries(report.languages);
  if (!entries.length) return null;
  const most = Math.max(...entries.map(([, tally]) => tally.rows));
  const rows = entries.map(([name, tally]) => element("tr", {},
    element("th", { scope: "row" }, visible(name) || "not told"),
    element("td", {}, meter(tally.rows / most, "plain", amount(tally.rows))),
    element("td", {}, meter(tally.coverage, "good", percent(tally.coverage))),
    element("td", {}, amount(tally.rows_rejected)),
    element("td", {}, amount(tally.sequences)),
    element("td", {}, tally.sequences && tally.edits ? (tally.edits / tally.sequences).toFixed(1) : "–"),
    element("td", {}, amount(tally.lines)),
    element("td", {}, bytes(tally.bytes))));
  const names = ["Language", "Rows", "Sampled", "Rejected", "Sequences", "Edits / sequence", "Lines", "Size"];
  return section("Languages", "Lines and size are those of the programs, each row once.",
    element("div", { class: "card" },
      scrolling("Languages", element("table", { class: "wide" }, headed(names), element("tbody", {}, rows)))));
}

function reasons(title, note, found) {
  const entries = Object.entries(found);
  if (!entries.length) return null;
  const most = Math.max(...entries.map(([, reason]) => reason.rows));
  const rows = entries.map(([name, reason]) => element("tr", {},
    element("th", { scope: "row" }, element("code", {}, visible(name))),
    element("td", {}, meter(reason.rows / most, "bad", amount(reason.rows))),
    element("td", { class: "examples" }, reason.examples.map((example) => element("p", {},
      element("span", { class: "faint" }, `${visible(example.place)}: `), visible(example.detail))))));
  return section(title, note, element("div", { class: "card" },
    scrolling(title, element("table", { class: "reasons" }, headed(["Reason", "Rows", "Examples"]),
      element("tbody", {}, rows)))));
}

function valueOf(value) {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return value.length ? value.map(valueOf).join(", ") : "none";
  if (typeof value === "object") {
    return Object.entries(value).map(([name, inner]) => `${name} ${valueOf(inner)}`).join(", ");
  }
  return visible(String(value));
}

function settingsOf(source) {
  const { config, versions, inputs } = source;
  const listed = (name, values) => Object.entries(values ?? {}).map(([key, value]) => [`${name}${key}`, valueOf(value)]);
  const pairs = [
    ["inputs", (inputs ?? []).map((input) => `${visible(String(input.path))} (${bytes(input.bytes)})`).join(", ")],
    ...["samples", "seed", "format", "context", "preset", "limit", "shard_rows", "config_hash"]
      .map((name) => [name, valueOf(source[name])]),
    ...listed("config.", config),
    ...listed("versions.", versions),
  ];
  return element("div", { class: "card" },
    scrolling("Settings", element("table", { class: "settings" },
      element("tbody", {}, pairs.map(([name, value]) => element("tr", {},
        element("th", { scope: "row" }, visible(name)), element("td", {}, value)))))));
}

function provenance(report) {
  const runs = report.sources.filter((source) => source.kind === "run");
  if (!runs.length) return null;
  return section("How it was made", null, runs.map((source) =>
    element("details", {}, element("summary", {}, "Options and versions of ", element("code", {}, visible(source.path))),
      settingsOf(source))));
}

function fillPage() {
  const report = JSON.parse(document.getElementById("data").textContent);
  const parts = [
    header(report), notices(report), tiles(report), distributions(report), sequences(report), languages(report),
    reasons("Rejected rows", "Rows of the input that gave no sequence.", report.rejects),
    reasons("Unreadable rows", "Rows of the output that hold no sequence and are no rejects.", report.unreadable),
    provenance(report),
    element("footer", { class: "faint" }, `Written by lintseq ${report.version}. The page holds all it shows and fetches nothing.`),
  ];
  document.getElementById("page").append(...parts.flat().filter((part) => part !== null));
  window.addEventListener("scroll", hideTip, { passive: true });
}

fillPage();
