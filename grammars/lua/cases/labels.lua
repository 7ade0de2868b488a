-- goto needs its label; both have names of their own.
local continue = 1 --: variable

for i = 1, 3 do --: loop
  if i == 2 then --: if
    goto continue --: goto <- label | variable
  end
  print(i, continue) --: <- variable | label
  ::continue:: --: label | goto variable
end

do --: block
  ::top:: --: top
  if continue then --: <- variable
    goto top --: <- top
  end
end
