# A function whose result is used keeps returning one.
def double(number):  #: double
    print(number)
    return number * 2  #: return


def relay(number):  #: relay
    print(number)
    return double(number)  #: relayed -> double


def sign(number):  #: sign
    if number > 0:  #: positive
        return 1  #: return_one
    return -1  #: return_two


def numbers():  #: numbers
    print("one")
    yield 1  #: yield


class Maker:  #: maker
    def make(self):  #: make
        print("made")
        return 1  #: made


def nothing():  #: nothing
    print("none")
    return None  #: none


value = double(2)  #: value <- return double
print(value)  #: <- value return
result = relay(1)  #: result <- relayed
way = sign(1)  #: way <- return_one+return_two | return_one return_two
for each in numbers():  #: each <- yield
    print(each)
thing = Maker().make()  #: thing <- made make
total = 1 + double(1)  #: total <- double | return
double(3)  #: statement <- double | return
print(double(4))  #: printed <- double | return
nothing()  #: <- nothing | none
print(result, way, thing)
