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
  const later = () => last; //: later <- last last_set
  later(); //: later_use <- later
}
f(1);

// What is declared to exist elsewhere has its value there.
declare let ambient: number; //: ambient
const shown = ambient; //: ambient_use <- ambient
ambient = 2; //: ambient_set <- ambient

export let counter: number; //: counter
counter = 1; //: counter_set <- counter
const counted = counter; //: counter_use <- counter counter_set
for (let i: number, n = 2; n; n--) { //: for
  i = n; //: for_set <- for
  f(i); //: for_use <- for_set
}
export function captured(flag: boolean, run: (f: () => void) => void) { //: captured
  let clean: () => void; //: clean
  run(() => {
    if (flag) { //: captured_if
      clean = () => {}; //: clean_set <- clean
    }
  });
  run(() => {
    clean(); //: clean_use <- clean_set
  });
  let list: any[]; //: list
  list = []; //: list_set <- list
  console.log(list); //: list_use <- list_set
}
