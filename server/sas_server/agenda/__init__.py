"""Agendas: from declared availabilities to slots, and who has booked them.

Spec: gap.md 8 and 9
"""
