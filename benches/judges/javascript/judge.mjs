// Lints batches of JavaScript texts: V8 parses them, ESLint looks at their names.
//
// Speaks the protocol of compiler_server.py. Needs `--experimental-vm-modules` to parse modules.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

const require = createRequire(path.join(process.cwd(), "judge.js"));
const { Linter } = require("eslint");
const espree = require(require.resolve("espree", { paths: [require.resolve("eslint")] }));
const version = require("eslint/package.json").version;

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];
const MODULE = /^\s*(?:import\b(?!\s*[(.])|export\b)/m;

/** Reports reads of names that code running in order is sure to find unset: they throw. */
const noEarlyUse = {
  meta: { type: "problem", schema: [] },
  create(context) {
    function check(scope) {
      for (const reference of scope.references) {
        const variable = reference.resolved;
        const definition = variable?.defs[0];
        if (
          definition?.name &&
          ["Variable", "ClassName"].includes(definition.type) &&
          definition.parent?.kind !== "var" &&
          definition.name.range[0] > reference.identifier.range[0] &&
          reference.from.variableScope === variable.scope.variableScope
        ) {
          context.report({
            node: reference.identifier,
            message: `'${variable.name}' is used before it is defined.`,
          });
        }
      }
      scope.childScopes.forEach(check);
    }
    return { Program: (node) => check(context.sourceCode.getScope(node)) };
  },
};

const RULES = {
  "no-undef": "error",
  "no-const-assign": "error",
  "no-class-assign": "error",
  "no-import-assign": "error",
  "constructor-super": "error",
  "no-this-before-super": "error",
  "judge/no-early-use": "error",
};

const linter = new Linter({ configType: "flat" });

function configuration(sourceType) {
  return [
    {
      files: ["**/*"],
      plugins: { judge: { rules: { "no-early-use": noEarlyUse } } },
      languageOptions: {
        ecmaVersion: "latest",
        sourceType,
        parserOptions: { ecmaFeatures: { jsx: true } },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
      rules: RULES,
    },
  ];
}

const configurations = {
  module: configuration("module"),
  commonjs: configuration("commonjs"),
};

/** Gives V8's error for one way to read a text, or null. */
function failure(parse) {
  try {
    parse();
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = /^judged:(\d+)/.exec(error.stack)?.[1];
    return { line: Number(line ?? 1), message: error.message };
  }
}

/** Tells as what a text parses, or where it does not. */
function parse(text) {
  const script = failure(() => new vm.Script(text, { filename: "judged" }));
  if (!script) return { goal: MODULE.test(text) ? "module" : "commonjs" };
  const module = failure(() => new vm.SourceTextModule(text, { identifier: "judged" }));
  if (!module) return { goal: "module" };
  const wrapped = failure(() => vm.compileFunction(text, PARAMETERS, { filename: "judged" }));
  if (!wrapped) return { goal: "commonjs" };
  const goals = MODULE.test(text) ? ["module", "commonjs"] : ["commonjs", "module"];
  // V8 knows no JSX.
  for (const goal of goals) {
    try {
      const options = { ecmaVersion: "latest", sourceType: goal, ecmaFeatures: { jsx: true } };
      if (espree.tokenize && /</.test(text)) {
        const tree = espree.parse(text, { ...options, tokens: true });
        if (tree.tokens.some((token) => token.type.startsWith("JSX"))) return { goal };
      }
    } catch (error) {
      if (typeof error.lineNumber !== "number") throw error;
      if (/<[A-Za-z>]/.test(text)) {
        return { error: { line: error.lineNumber, message: error.message } };
      }
    }
  }
  return { error: goals[0] === "module" ? module : script };
}

function judge(text) {
  const { goal, error } = parse(text.replace(/^\uFEFF/, ""));
  if (error) return [[error.line, 1, "syntax", error.message]];
  const findings = [];
  for (const message of linter.verify(text, configurations[goal], { filename: "judged.js" })) {
      // What V8 takes and the linter's parser does not is no error.
    if (message.ruleId) findings.push([message.line, 0, message.ruleId, message.message]);
  }
  return findings;
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

fs.writeSync(1, `ESLint ${version} and Node ${process.versions.node}\n`);
for (;;) {
  const rows = [];
  const count = number();
  for (let index = 0; index < count; index++) {
    const text = input.next(number()).value.toString();
    for (const finding of judge(text)) rows.push([index, ...finding.map(cell)].join("\t"));
  }
  const answer = Buffer.from(rows.join("\n"));
  const data = Buffer.concat([Buffer.from(`${answer.length}\n`), answer]);
  for (let at = 0; at < data.length; ) at += fs.writeSync(1, data, at);
}
