// Functions that say what they return must not end without it.
function plain(n: number): number { //: plain <- plain_return
  console.log(n); //: plain_body <- plain_return
  return n; //: plain_return <- plain
}

function branches(n: number): string { //: branches <- if else then otherwise | branches_body
  console.log(n); //: branches_body
  if (n) { //: if
    return 'a'; //: then
  } else { //: else
    return 'b'; //: otherwise
  }
}

function kinds(n: number): string { //: kinds <- default | zero
  switch (n) { //: switch
    case 0: //: zero
    case 1: //: one
      return 'a';
    default: //: default
      throw new Error('b'); //: throw
  }
}

function nothing(n: number): void { //: nothing | nothing_return
  return; //: nothing_return
}

function forever(): never { //: forever <- while
  while (true) { //: while
    nothing(1); //: while_body <- nothing
  }
}

const arrow = async (n: number): Promise<number> => { //: arrow <- arrow_return
  return n; //: arrow_return
};

function find(items: string[]): string | undefined { //: find <- found+other | found other
  for (const item of items) {
    if (item) return item; //: found
  }
  return; //: nothing_found
  return 'x'; //: other
}

function handle(kind: 'a' | 'b'): number { //: handle <- handle_a handle_b
  switch (kind) {
    case 'a':
      return 1; //: handle_a
    case 'b':
      return 2; //: handle_b
  }
}

const memo = () => { //: memo
  const cache = 1; //: cache
  return () => cache; //: memo_return <- cache
};
const made = memo(); //: made <- memo memo_return
find([]); //: find_use <- find | made
handle('a'); //: handle_use <- handle

[1].map((n) => { //: callback <- callback_return
  return n; //: callback_return
});
console.log(plain(1), branches, kinds, forever, arrow); //: use <- plain branches kinds forever arrow

// A promise of nothing is to be returned, where the function does not make it itself.
function rest(): Promise<void> { //: rest <- rest_return
  return Promise.resolve(); //: rest_return
}
const wait = async (): Promise<void> => { //: wait | wait_return
  return rest(); //: wait_return <- rest
};
class Tea { //: tea
  static async brew(): Promise<void> { //: brew | brew_return
    return; //: brew_return
  }
}
console.log(wait, Tea); //: rest_use <- wait tea

// What is given to something that has a type returns what that asks for.
const traps: ProxyHandler<object> = { //: traps <- trap_return other_trap_return | trap_body
  has(target, key) {
    console.log(key); //: trap_body
    return key in target; //: trap_return
  },
  get: (target) => {
    return target; //: other_trap_return
  },
};
traps.set = function () { //: set_trap <- set_trap_return traps
  return true; //: set_trap_return
};
const typed: () => number = () => { //: typed <- typed_return
  return 1; //: typed_return
};
const pair = [
  () => { //: item <- item_return
    return 1; //: item_return
  },
]; //: pair
const free = () => { //: free | free_return
  return 1; //: free_return
};
console.log(typed, pair, free); //: given_use <- typed free
