// Without semicolons a line may begin with one.
const a = 1 //: a
const b = [2] //: b
;[a, b].forEach(console.log) //: each <- a b
let c = a, //: c <- a
  d = 2 //: d <- a
console.log(c) //: c_use <- c
console.log(d) //: d_use <- c
if (a) { console.log(1) } else { console.log(2) } //: line <- a
var e = 1; var f = e; //: ef
console.log(f); //: f_use <- ef
class Point { //: point
  x = 1 //: x
  y = 2; //: y | x
};
new Point() //: point_use <- point | x
