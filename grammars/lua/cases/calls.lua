-- A statement that begins with a parenthesis needs the semicolon that keeps it apart.
local log = print --: log
log("a"); --: first <- log
(function() --: second <- first
  log("b") --: <- log
end)()
local s = ("x"):rep(3) --: s
  :upper()
print(s) --: <- s
local t = { n = 1 } --: t
print(t.n, log) --: <- t log
print "no parentheses" --: | t
