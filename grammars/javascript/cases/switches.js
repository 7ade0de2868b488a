// Cases and their statements.
const kind = 1; //: kind
switch (kind) { //: switch <- kind
  case 0: { //: zero
    const local = 1; //: local
    console.log(local); //: local_use <- local
    break; //: break
  }
  case 1: //: one | zero
  case 2: //: two | one default
    console.log('two'); //: two_body <- two
  default: //: default | two
    console.log('none'); //: none <- default
}
do { //: do
  console.log(kind); //: do_body <- kind
} while (kind); //: do_end <- kind
outer: //: label
for (const i of [1]) { //: labelled
  for (;;) { //: forever
    if (i) continue outer; //: continue <- labelled label
    break outer; //: break_outer <- label
  }
}
while (kind) console.log(1); //: bare <- kind
