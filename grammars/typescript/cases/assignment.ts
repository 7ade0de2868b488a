// What has a type and no value gets one on every path before it is read.
function f(n: number): void {
  let result: string; //: result
  if (n > 0) { //: if
    result = 'a'; //: positive <- result
  } else { //: else <- if
    result = 'b'; //: negative <- result
  }
  console.log(result); //: use <- result positive negative if else

  let maybe: string | undefined; //: maybe
  if (n) {
    maybe = 'c'; //: maybe_set <- maybe
  }
  console.log(maybe); //: maybe_use <- maybe | maybe_set

  let loose; //: loose
  loose = n; //: loose_set <- loose
  console.log(loose); //: loose_use <- loose | loose_set

  let tried: number; //: tried
  try {
    tried = 1; //: tried_set <- tried
  } catch {
    return; //: catch_return
  }
  console.log(tried); //: tried_use <- tried_set catch_return

  let last: number; //: last
  last = 1; //: last_set <- last
  const later = () => last; //: later <- last
  later(); //: later_use <- later
}
f(1);
