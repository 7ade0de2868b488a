// Names are looked up from the block outwards.
const size = 1; //: size
let extra = 2; //: extra
console.log(size); //: shown <- size | extra

function outer(width) { //: outer
  const own = width; //: own
  {
    const inner = own; //: inner <- own
    console.log(inner); //: inner_use <- inner own
  }
  const width2 = own; //: width2 <- own
  return () => width2 + own; //: closure <- width2 own | inner
}

outer(size); //: call <- outer size

{
  const size = 3; //: shadow
  console.log(size); //: shadow_use <- shadow
}
