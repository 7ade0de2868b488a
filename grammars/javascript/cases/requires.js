#!/usr/bin/env node
'use strict'; //: strict
const fs = require('fs'); //: fs
const { join, resolve: absolute } = require('path'); //: path
var util = require('util') //: util

fs.readFileSync(join('a', 'b')); //: use <- fs path | util strict
util.inspect(absolute('x')); //: use2 <- util path | fs
module.exports = { read }; //: exports <- read | fs
exports.other = function () { //: other
  return read; //: other_read <- read
};

function read() { //: read
  return 1; //: read_body
}
