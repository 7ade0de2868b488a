// Functions are known before they are declared, and `var` belongs to the function.
first(); //: first_use <- first
run(); //: run_use <- run

function first() { //: first
  return 1;
}

function run() { //: run
  for (var i = 0; i < 3; i++) { //: loop
    console.log(i); //: body
  }
  console.log(i); //: after <- loop | body
  if (i) { //: if <- loop
    var late = 1; //: late
  }
  return late; //: late_use <- late if
}

function twice(flag) {
  if (flag) {
    var value = 1; //: one
  } else {
    var value = 2; //: two
  }
  return value; //: either <- one+two | one two
}
twice(1);
