import { createHash } from "node:crypto";

const LEAST = 3;

/** Counts the words of a text. */
function count(text) {
  const counts = new Map();
  for (const word of text.split(/\s+/)) {
    if (word.length < LEAST) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

export class Report {
  constructor(text) {
    this.counts = count(text);
    this.hash = createHash("sha256").update(text).digest("hex");
  }

  top(most = 5) {
    const sorted = [...this.counts].sort(([, a], [, b]) => b - a);
    return sorted.slice(0, most).map(([word]) => word);
  }
}
