// Clauses go alone, whatever line their keyword stands on.
const x = Math.random(); //: x
if (x > 0.9) { //: if <- x
  console.log('a'); //: if_body
} else if (x > 0.5) { //: elif <- if x | if_body
  console.log('b'); //: elif_body <- if
} else { //: else <- elif | elif_body
  console.log('c'); //: else_body <- else
} //: if_end <- if | else elif

if (x) { //: if2
  console.log(1);
}
else { //: else2 <- if2
  console.log(2); //: else2_body <- else2
}

if (x) //: bare <- x
  console.log(3);
else //: bare_else <- bare
  console.log(4);

try { //: try | try_body finally
  console.log(5); //: try_body
} catch (error) { //: catch <- try
  console.log(error); //: catch_body <- catch
} finally { //: finally <- try | catch
  console.log(6); //: finally_body <- finally
}

try { //: only <- only_catch
  console.log(7);
} catch { //: only_catch <- only
  console.log(8);
}
