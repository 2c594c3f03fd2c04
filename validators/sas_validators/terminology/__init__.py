"""Code systems and value sets, as far as they are known locally.

`code_systems` and `value_sets` compile the resources to plain data; `editions`
says which definition of a URL counts; `membership` decides whether a code is in
a value set; `codings` examines one coding, `bound_sets` what a binding asks of
it; `terminology` is the service that ties them together, `validation` its
question "is this code valid".
"""
