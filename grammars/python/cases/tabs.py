# Tabs indent as well as blanks do.
flag = True  #: flag
if flag:  #: if <- flag
	one = 1  #: one
	if one:  #: inner <- one deep
		print(one)  #: deep -> one
	else:  #: else
		print(2)


def spaces():  #: spaces
  short = 1  #: short
  if short:  #: if_short <- short
       print(short)  #: wide -> short
  return short  #: -> short


spaces()  #: -> spaces
