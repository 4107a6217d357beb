"""What browser and server say to each other, and how it gets there. No models here."""
