# An attribute of a closed class is read only while something sets it.
class Account:  #: account
    kind = "plain"  #: kind

    def __init__(self, owner):  #: init
        self.owner = owner  #: owner
        self.balance = 0  #: balance
        self.first, self.second = 1, 2  #: pair
        self.note: str = ""  #: note

    def add(self, amount):  #: add
        self.balance += amount  #: plus <- balance
        return self.balance  #: <- balance | plus

    def show(self):  #: show
        print(self.owner)  #: -> owner
        print(self.kind)  #: -> kind
        print(self.first, self.second)  #: -> pair
        print(self.note)  #: -> note
        return self.add(1)  #: -> add

    def open(self):  #: open
        self.opened = True  #: opened

    def is_open(self):
        return self.opened  #: -> opened


print(Account("a").is_open())
