// Decorators go with what they stand before.
import { Component, Input } from './framework'; //: import

@Component({ selector: 'a' }) //: component <- import
export class View { //: view <- import
  @Input() //: input <- import
  name?: string; //: name <- import

  @log() //: log_use <- log log_return
  @trace //: trace_use <- trace
  show(@inject() text: string) { //: show <- log trace inject
    return text; //: show_return
  }

  plain() {} //: plain | log trace
}

function log() { //: log
  return (target: any, key: string, d: PropertyDescriptor) => {}; //: log_return
}
function trace(target: any, key: string, d: PropertyDescriptor) {} //: trace
function inject(): any { //: inject
  return null;
}
