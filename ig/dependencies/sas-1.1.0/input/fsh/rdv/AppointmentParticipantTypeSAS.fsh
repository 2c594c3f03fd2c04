// Ce jeu de valeurs n'existe que depuis la 1.2.0.
