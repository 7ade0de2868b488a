// Comments go with what follows them.
/**
 * Adds.
 * @param {number} a one
 */
function add(a) { //: add
  /* before */
  const b = a; //: b
  // about the return
  return b; //: return <- b
} //: add_end <- add

/* eslint-disable */ const one = 1; //: one
const two = 2; /* after */ //: two
console.log(one, //: log <- one two
  // in between
  two); //: log_end <- one two
