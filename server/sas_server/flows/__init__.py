"""The SAS flows: slots (INT_R01, INT_R04, SOS), accounts (INT_R02), appointments (INT_R03).

`table.FLOWS` says what holds on which interaction; everything else here does it.
"""
