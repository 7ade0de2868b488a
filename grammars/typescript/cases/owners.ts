// Where the type is named beside them, members are looked up in it.
interface Some { //: some
  kind: string; //: kind
}
type Pair = { //: pair
  kind: string; //: pair_kind
  left: number; //: left
};

interface Other { //: other
  kind: string; //: other_kind
  extra: number; //: extra
}
const built: Other = { //: built <- other other_kind | kind extra
  kind: 'x', //: built_kind
};
function take({ kind, extra }: Other) { //: take <- other other_kind extra | kind
  return kind + extra; //: take_return <- take
}
take(built as Other); //: take_use <- take built
const { left }: Pair = { kind: 'x', left: 1 }; //: pattern <- pair left pair_kind | kind
console.log(left); //: use <- pattern
const some: Some = { kind: 'x' }; //: some_use <- some kind | pair_kind other_kind
console.log(some.kind); //: by_name <- some_use kind+pair_kind+other_kind

function part({ kind }: Omit<Other, 'extra'>) { //: part <- other other_kind | kind
  return kind; //: part_return <- part
}
function both({ extra, more }: Other & { more: string }) { //: both <- other extra | kind
  return more + extra; //: both_return <- both
}
function most({ kind, more }: Partial<Other> & { more: string }) { //: most <- other_kind | kind
  return more + kind; //: most_return <- most
}
console.log(part, both, most); //: parts_use <- part both most
export let one: Other['kind']; //: lookup <- other other_kind | kind pair_kind
