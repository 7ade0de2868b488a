# The body of a loop counts as run; its else belongs to it.
items = [1, 2]  #: items
for item in items:  #: for <- items found
    found = item  #: found -> for
    if found:  #: if <- found
        break  #: break
else:  #: else <- for
    found = None  #: found_else
print(found)  #: <- found

while items:  #: while <- items
    last = items.pop()  #: last
    print(last)  #: -> last
else:  #: while_else <- while
    print("done")

total = 0  #: total
for item in items:  #: again
    total += item  #: add <- total again
    continue  #: continue
print(total)  #: -> total
