// Elements on lines of their own go one by one.
import React, { useState } from 'react'; //: react
import { Card, Icon } from './card'; //: card

function Header({ title }) { //: header
  return <h1 className="a">{title}</h1>; //: header_return
}

export default function App({ items }) { //: app
  const [open, setOpen] = useState(false); //: state <- react
  const label = 'x'; //: label
  return ( //: return | card state label map header_use
    <main>
      <Header
        title={label} //: header_use <- header label return | card react
      />
      {/* a remark */}
      <Card
        onClick={() => setOpen(!open)} //: card_use <- card state return | header
      >
        <Icon.Small
          size={1} //: icon <- card card_use | header
        />
        text
      </Card>
      {items.map((item) => ( //: map <- return | card header
        <li key={item.id}>
          {item.name}
        </li>
      ))}
    </main>
  );
}
