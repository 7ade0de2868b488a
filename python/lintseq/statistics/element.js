// Elements and numbers. Whatever comes from the data becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function amount(number) {
  return number === null || number === undefined ? "–" : number.toLocaleString("en-US");
}

function short(number) {
  if (number === null || number === undefined) return "–";
  return number < 100000 ? amount(number) : compact(number);
}

function compact(number) {
  return number.toLocaleString("en-US", { notation: "compact", maximumFractionDigits: 1 });
}

function rounded(number, digits = 1) {
  if (number === null || number === undefined) return "–";
  return number.toLocaleString("en-US", { maximumFractionDigits: digits });
}

function percent(share, digits = 1) {
  if (share === null || share === undefined) return "–";
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${(100 * share).toLocaleString("en-US", form)} %`;
}

function bytes(number) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit += 1;
  }
  return `${rounded(number, unit === 0 || number >= 100 ? 0 : 1)} ${units[unit]}`;
}

function counted(number, word) {
  return `${amount(number)} ${word}${number === 1 ? "" : "s"}`;
}

// Control characters get pictures, and marks that reorder text get none: what one sees is there.
// Halves of surrogate pairs are no characters at all.
function visible(text) {
  return text
    .replace(/[\u0000-\u0008\u000a-\u001f]/g, (found) =>
      String.fromCharCode(0x2400 + found.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421")
    .replace(/[\u0085\u2028\u2029]/g, "\u2424")
    .replace(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu, "\ufffd");
}

function visibleLines(text) {
  return text.split("\n").map((line) => visible(line.replace(/\r$/, ""))).join("\n");
}

function scrolling(name, table) {
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name }, table);
}
