// What stands in braces.
import { List, Empty } from './list'; //: import
const cast = (x: unknown) => x as string[]; //: cast

export const View = ({ items, busy }: { items: unknown; busy: boolean }) => { //: view
  const list = cast(items); //: list <- cast
  const extra = { a: 1 }; //: extra
  return ( //: return | extra list import
    <section>
      {list.length > 0 && ( //: and <- list import return | extra
        <List items={list} />
      )}
      {busy ? ( //: ternary <- import return | list extra
        <Empty />
      ) : (
        <p>text</p>
      )}
      <aside
        {...extra} //: spread <- extra return | list
        data-id="x"
        svg:href="y"
      />
    </section>
  );
};
