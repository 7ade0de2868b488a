// Lints batches of TypeScript texts by the compiler: each text is a module of one program.
//
// Speaks the protocol of compiler_server.py.

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const ts = createRequire(path.join(process.cwd(), "judge.js"))("typescript");

// How many texts make one program: it shares the library, and its memory goes with it.
const CHUNK = 100;

const OPTIONS = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  noEmit: true,
  noResolve: true,
  types: [],
  skipLibCheck: true,
  experimentalDecorators: true,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
};

// Errors that say what the compiler does not know about code that is not there (modules), that it
// has no type for something, or that a value may be nothing where a check is missing.
const UNSEEN = new Set([
  2307, 2792, 2875, 2305, 2614, 2531, 2532, 2533, 2721, 2722, 2723, 18046, 18047, 18048, 18049,
]);
const isUnseen = (code) => UNSEEN.has(code) || (code >= 7000 && code < 8000);

// The same errors with a guess at what was meant, which depends on the names that are there.
const GUESSES = new Map([
  [2552, 2304], [2551, 2339], [2561, 2353], [2724, 2305], [2568, 2339], [2833, 2503], [2820, 2322],
]);

// Errors that are numbered like those of the grammar, and are about types: what may be awaited,
// iterated, returned by an asynchronous function, tested, decorated, or satisfy a type.
const OF_TYPES = new Set([
  1055, 1058, 1059, 1060, 1062, 1064, 1065, 1238, 1239, 1240, 1241, 1270, 1271, 1278, 1279, 1320,
  1321, 1322, 1329, 1345, 1360,
]);

const libraries = new Map();

function host(texts) {
  const base = ts.createCompilerHost(OPTIONS);
  return {
    ...base,
    getCurrentDirectory: () => "/",
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    directoryExists: () => false,
    getDirectories: () => [],
    writeFile: () => {},
    getSourceFile(name, options) {
      const text = texts.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, options, false);
      if (!libraries.has(name)) libraries.set(name, base.getSourceFile(name, options));
      return libraries.get(name);
    },
  };
}

function message(diagnostic) {
  const text = diagnostic.messageText;
  return (typeof text === "string" ? text : text.messageText).replace(/ Did you mean .*/s, "");
}

/** Tells whether a text is TSX: it has a tag that ends, and parses better so. */
function extension(text) {
  if (!/<\/[\w.:-]*>|\/>/.test(text)) return ".ts";
  const errors = (name) => ts.createSourceFile(name, text, OPTIONS.target).parseDiagnostics.length;
  const plain = errors("text.ts");
  return plain && errors("text.tsx") < plain ? ".tsx" : ".ts";
}

function judge(texts) {
  const names = texts.map((text, index) => `/text${index}${extension(text)}`);
  // Comments that switch the compiler off are spelled wrongly, in the same length.
  const files = new Map(names.map((name, i) => [name, texts[i].replace(/@ts-/g, "@tz-")]));
  const program = ts.createProgram(names, OPTIONS, host(files));
  return names.map((name) => {
    const file = program.getSourceFile(name);
    const row = (syntax) => (found) => {
      const line = file.getLineAndCharacterOfPosition(found.start ?? 0).line + 1;
      const code = GUESSES.get(found.code) ?? found.code;
      return [line, syntax, `TS${code}`, message(found)];
    };
    const errors = (found) =>
      found.category === ts.DiagnosticCategory.Error && !isUnseen(found.code) && found.file === file;
    // A part of the grammar's errors comes from later passes.
    const isGrammar = (found) => found.code < 2000 && !OF_TYPES.has(found.code);
    const semantic = program.getSemanticDiagnostics(file).filter(errors);
    return [
      ...program.getSyntacticDiagnostics(file).filter(errors).map(row(1)),
      ...semantic.filter(isGrammar).map(row(1)),
      ...semantic.filter((found) => !isGrammar(found)).map(row(0)),
    ];
  });
}

/** Reads the standard input, waiting as needed. */
function* reader() {
  let received = Buffer.alloc(0);
  const chunk = Buffer.alloc(1 << 16);
  function more() {
    for (;;) {
      try {
        const size = fs.readSync(0, chunk);
        if (size === 0) process.exit(0);
        received = Buffer.concat([received, chunk.subarray(0, size)]);
        return;
      } catch (error) {
        if (error.code !== "EAGAIN") throw error;
      }
    }
  }
  let wanted = yield;
  for (;;) {
    let end;
    if (wanted === undefined) {
      while ((end = received.indexOf(10)) < 0) more();
      end += 1;
    } else {
      while (received.length < wanted) more();
      end = wanted;
    }
    const taken = received.subarray(0, end);
    received = received.subarray(end);
    wanted = yield taken;
  }
}

const input = reader();
input.next();
const number = () => Number(input.next().value.toString());
const cell = (text) => String(text).replace(/\s+/g, " ");

fs.writeSync(1, `TypeScript ${ts.version}\n`);
for (;;) {
  const texts = [];
  const count = number();
  for (let index = 0; index < count; index++) texts.push(input.next(number()).value.toString());
  const rows = [];
  for (let start = 0; start < count; start += CHUNK) {
    judge(texts.slice(start, start + CHUNK)).forEach((findings, index) => {
      for (const found of findings) rows.push([start + index, ...found.map(cell)].join("\t"));
    });
  }
  const answer = Buffer.from(rows.join("\n"));
  const data = Buffer.concat([Buffer.from(`${answer.length}\n`), answer]);
  for (let at = 0; at < data.length; ) at += fs.writeSync(1, data, at);
}
