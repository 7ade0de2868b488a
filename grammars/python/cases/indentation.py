#: options syntax_errors=keep -- a statement that is indented like no other
flag = True  #: flag
if flag:  #: if <- flag
    print(1)  #: one
  print(2)  #: two finds syntax-error
print(flag)  #: -> flag
