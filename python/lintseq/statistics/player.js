// The player: steps through a sequence, edit by edit.

const SPEEDS = [[0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"]];
const MILLISECONDS = 1000;
const ROW_HEIGHT = 19.5;
const MOST_ROWS = 24;
const ICONS = {
  first: "M4 3h2v10H4zM13 3v10L6.5 8z",
  back: "M11.5 3v10L4.5 8z",
  play: "M4.5 2.5v11L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  forward: "M4.5 3v10l7-5z",
  last: "M10 3h2v10h-2zM3 3v10l6.5-5z",
};

function icon(name) {
  return drawn("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    drawn("path", { d: ICONS[name] }));
}

function button(name, label, press) {
  return element("button", { type: "button", "aria-label": label, title: label, "data-action": name, click: press },
    icon(name));
}

// How many edits there are, and how many lines each inserts.
function describe(sequence) {
  const edits = sequence.steps.reduce((most, step) => Math.max(most, step), -1) + 1;
  const inserted = new Array(edits).fill(0);
  for (const step of sequence.steps) inserted[step] += 1;
  return { edits, inserted };
}

function titleOf(sequence, index) {
  const { edits } = describe(sequence);
  const name = sequence.name === "" ? `sequence ${index + 1}` : visible(sequence.name);
  const shown = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  return `${shown} · ${counted(sequence.lines.length, "line")} in ${counted(edits, "edit")}`;
}

class Player {
  constructor(sequences) {
    this.sequences = sequences;
    this.index = 0;
    this.step = 0;
    this.timer = null;
    this.build();
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => this.follow());
    this.choose(0);
    this.follow();
  }

  build() {
    this.chooser = element("select", { "aria-label": "Sequence", change: () => {
      this.choose(Number(this.chooser.value));
      this.remember();
    } });
    const groups = new Map();
    this.sequences.forEach((sequence, index) => {
      const language = visible(sequence.language) || "language not told";
      if (!groups.has(language)) groups.set(language, element("optgroup", { label: language }));
      groups.get(language).append(element("option", { value: index }, titleOf(sequence, index)));
    });
    this.chooser.append(...groups.values());
    this.playButton = button("play", "Play", () => this.toggle());
    this.speed = element("select", { "aria-label": "Speed", class: "speed" },
      SPEEDS.map(([speed, label]) => element("option", { value: speed, selected: speed === 1 }, label)));
    this.slider = element("input", {
      type: "range", min: 0, step: 1, "aria-label": "Edit",
      input: () => { this.stop(); this.go(Number(this.slider.value)); this.remember(); },
    });
    this.map = element("div", { class: "map", "aria-hidden": "true" });
    this.status = element("p", { class: "status", role: "status" });
    this.about = element("p", { class: "about faint" });
    this.instruction = element("pre", { class: "instruction" });
    this.instructionBox = element("details", { open: true },
      element("summary", {}, "Instruction"), this.instruction);
    this.code = element("div", { class: "code", tabindex: 0, role: "region", "aria-label": "The program so far" });
    this.edit = element("pre", { class: "edit", tabindex: 0 });
    this.editTitle = element("h3", {}, "Edit");
    const press = (step) => () => { this.stop(); this.go(step()); this.remember(); };
    this.node = element("div", { class: "card player" },
      element("div", { class: "choice" },
        button("back", "Sequence before", () => this.turn(-1)), this.chooser,
        button("forward", "Next sequence", () => this.turn(1))),
      this.about, this.instructionBox,
      element("div", { class: "controls" },
        element("div", { class: "buttons" },
          button("first", "To the start (Home)", press(() => 0)),
          button("back", "One edit back (left arrow)", press(() => this.step - 1)),
          this.playButton,
          button("forward", "One edit forward (right arrow)", press(() => this.step + 1)),
          button("last", "To the end (End)", press(() => this.edits))),
        element("div", { class: "track" }, this.map, this.slider),
        this.speed),
      this.status,
      element("div", { class: "panes" },
        element("div", { class: "pane" }, element("h3", {}, "Program"), this.code),
        element("div", { class: "pane" }, this.editTitle, this.edit)));
  }

  choose(index) {
    this.stop();
    this.index = index;
    const sequence = this.sequences[index];
    const { edits, inserted } = describe(sequence);
    this.edits = edits;
    this.inserted = inserted;
    this.chooser.value = String(index);
    this.slider.max = String(edits);
    const facts = [visible(sequence.language), sequence.sample === null ? "" : `sample ${sequence.sample}`, visible(sequence.place)];
    this.about.textContent = facts.filter((fact) => fact !== "").join(" · ");
    this.instruction.textContent = visibleLines(sequence.instruction);
    this.instructionBox.hidden = sequence.instruction === "";
    this.editTitle.textContent = `Text of the edit (${visible(sequence.format)})`;
    // As high as the finished program, so that nothing jumps while it grows.
    const rows = Math.min(sequence.lines.length, MOST_ROWS) + 2;
    for (const pane of [this.code, this.edit]) pane.style.height = `${rows * ROW_HEIGHT}px`;
    this.drawMap();
    this.go(Math.min(1, edits));
  }

  // One column an edit, as high as it has lines.
  drawMap() {
    const most = Math.max(1, ...this.inserted);
    const width = 1000 / Math.max(1, this.edits);
    const svg = drawn("svg", { viewBox: "0 0 1000 28", preserveAspectRatio: "none" });
    this.columns = this.inserted.map((lines, edit) => {
      const height = 4 + 24 * Math.sqrt(lines / most);
      const gap = Math.min(6, width * 0.2);
      const column = drawn("rect", { x: edit * width + gap / 2, y: 28 - height, width: width - gap, height });
      const hit = drawn("rect", {
        class: "hit", x: edit * width, y: 0, width, height: 28,
        click: () => { this.stop(); this.go(edit + 1); this.remember(); },
        pointermove: (event) => showTip(event, [`edit ${edit + 1}`, `+ ${counted(lines, "line")}`]),
        pointerleave: hideTip,
      });
      svg.append(column, hit);
      return column;
    });
    this.map.replaceChildren(svg);
  }

  go(step) {
    this.step = Math.min(Math.max(step, 0), this.edits);
    const sequence = this.sequences[this.index];
    const rows = [];
    let first = null;
    sequence.lines.forEach((line, index) => {
      const at = sequence.steps[index];
      if (at >= this.step) return;
      const isNew = at === this.step - 1;
      const row = element("div", { class: isNew ? "line new" : "line" },
        element("span", { class: "number" }, rows.length + 1),
        element("span", { class: "mark" }, isNew ? "+" : " "),
        element("span", { class: "text" }, visible(line.replace(/\r?\n$/, ""))));
      if (isNew && first === null) first = row;
      rows.push(row);
    });
    const empty = element("p", { class: "faint nothing" }, "Nothing is written yet.");
    this.code.replaceChildren(...(rows.length ? rows : [empty]));
    this.columns.forEach((column, edit) => column.setAttribute("class",
      edit === this.step - 1 ? "now" : edit < this.step ? "past" : "ahead"));
    this.slider.value = String(this.step);
    const lines = counted(this.step === 0 ? 0 : this.inserted[this.step - 1], "line");
    const state = this.step === 0 ? `Start: ${counted(this.edits, "edit")} to come`
      : `Edit ${this.step} of ${this.edits}: + ${lines}` +
        (this.step === this.edits ? ", the program is finished" : "");
    this.status.textContent = state;
    this.slider.setAttribute("aria-valuetext", state);
    this.drawEdit(sequence);
    if (first !== null) this.show(first);
  }

  drawEdit(sequence) {
    const text = this.step === 0 ? "" : sequence.edits[this.step - 1];
    if (text === undefined) {
      this.edit.replaceChildren(element("span", { class: "faint" }, "The row's text of this edit is not in the page."));
      return;
    }
    this.edit.replaceChildren(...visibleLines(text).split("\n").map((line) =>
      element("span", { class: line.startsWith("+") ? "added" : line.startsWith("@@") ? "faint" : undefined }, `${line}\n`)));
  }

  // Scrolls the pane, never the page.
  show(row) {
    const top = row.offsetTop - this.code.offsetTop;
    const room = this.code.clientHeight;
    if (top < this.code.scrollTop || top + row.offsetHeight * 4 > this.code.scrollTop + room) {
      this.code.scrollTop = Math.max(0, top - room / 3);
    }
  }

  turn(by) {
    const count = this.sequences.length;
    this.choose((this.index + by + count) % count);
    this.remember();
  }

  toggle() {
    if (this.timer !== null) {
      this.stop();
      return;
    }
    if (this.step === this.edits) this.go(0);
    this.playButton.replaceChildren(icon("pause"));
    this.playButton.setAttribute("aria-label", "Pause");
    const next = () => {
      this.timer = setTimeout(() => {
        this.go(this.step + 1);
        if (this.step < this.edits) next();
        else this.stop();
      }, MILLISECONDS / Number(this.speed.value));
    };
    next();
  }

  stop() {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.playButton.replaceChildren(icon("play"));
    this.playButton.setAttribute("aria-label", "Play");
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (at.closest("select, input, textarea")) return;
    const isInside = this.node.contains(at);
    const actions = {
      ArrowLeft: () => this.go(this.step - 1),
      ArrowRight: () => this.go(this.step + 1),
      ...(isInside && { Home: () => this.go(0), End: () => this.go(this.edits) }),
    };
    if (event.key === " " && isInside && !at.closest("button, summary")) {
      event.preventDefault();
      this.toggle();
    } else if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      this.stop();
      actions[event.key]();
      this.remember();
    }
  }

  // The address names what is shown, so that it can be sent to somebody.
  remember() {
    const place = `#sequence=${this.index + 1}&edit=${this.step}`;
    try {
      history.replaceState(null, "", place);
    } catch {
      // Some browsers allow only so many in a while; nothing depends on it.
    }
  }

  follow() {
    const told = new URLSearchParams(location.hash.slice(1));
    const index = Number(told.get("sequence")) - 1;
    if (!Number.isInteger(index) || !(index in this.sequences)) return;
    this.choose(index);
    const step = Number(told.get("edit") ?? 1);
    if (Number.isInteger(step)) this.go(step);
  }
}
