; Elements in lower case are those of the page.
((jsx_opening_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
((jsx_closing_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
((jsx_self_closing_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
(jsx_namespace_name (identifier) @ignore)

; The properties of an element are members of the type of its properties.
(jsx_attribute (property_identifier) @member.access)

; The type of a property asks for the value of a function that is handed over.
(jsx_expression [
  (function_expression !return_type)
  (arrow_function !return_type body: (statement_block))] @returns)
