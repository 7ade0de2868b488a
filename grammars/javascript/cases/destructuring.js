// Patterns declare at any depth, and assign where nothing declares.
const { a, b: renamed, ...rest } = load(); //: object
console.log(a, renamed, rest); //: object_use <- object
const [first, , [second = a]] = load(); //: array <- object
console.log(first, second); //: array_use <- array

let left = 1; //: left
let right = 2; //: right
[left, right] = [right, left]; //: swap <- left right
console.log(left); //: swapped <- left | swap
({ a: left } = load()); //: assign <- left | right

function take({ deep: { x, y = x }, list: [head] }, ...others) { //: take
  return x + y + head + others.length; //: taken <- take
}

for (const [key, value] of take()) { //: each <- take
  console.log(key, value); //: each_use <- each
}
for (left of []) { //: reuse <- left
  console.log(left); //: reuse_body <- left
}
try { //: try
  take(); //: take_use <- take
} catch ({ message, ...more }) { //: catch
  console.log(message, more); //: caught <- catch
}
