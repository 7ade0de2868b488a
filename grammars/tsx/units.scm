; What stands between the tags of an element, on lines of its own, like statements in a block.
(jsx_element [(jsx_element) (jsx_self_closing_element) (jsx_expression)] @unit)
