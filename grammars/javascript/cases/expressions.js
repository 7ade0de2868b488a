// Statements inside of what stands inside of an expression.
const items = [1, 2, 3]; //: items
const total = items //: total <- items
  .map((item) => {
    const twice = item * 2; //: twice
    return twice; //: return <- twice
  })
  .reduce((sum, item) => sum + item, 0); //: total_end <- items | twice

const api = { //: api
  items, // the same name
  list() {
    const copy = [...items]; //: copy <- items
    return copy; //: copy_use <- copy
  },
  get [total]() { return 1; }, //: computed <- total
  text: `a ${total}
    ${items}`, //: template
};
console.log(api); //: api_use <- api items

(function () { //: iife | items
  const hidden = 1; //: hidden
  console.log(hidden); //: hidden_use <- hidden
})();

const add = function plus(a, b = a) { //: add
  return b ? plus(b) : a; //: plus <- add
};
add(1); //: add_use <- add
const fact = n => n ? n * fact(n - 1) : 1; //: fact
export const later = async () => { //: later
  for await (const line of lines()) { //: await <- lines
    console.log(line); //: line <- await
  }
};
function* lines() { //: lines
  yield* lines(); //: yield <- lines
}
