# Lines of a string are not statements, whatever they look like.
query = """  first
import nothing
  if broken:
else:  #: else_text
# no comment
"""  #: query
print(query)  #: -> query else_text


def documented():  #: documented
    """Text.

    x = undefined  #: doc_text
    """  #: doc_end
    return 1  #: return


name = 1  #: name
print(f"{name} {len('a')}")  #: -> name
print(f"""
{name}
""")  #: -> name
print("{name}".format(name=2))  #: | name
print(documented())  #: <- documented
