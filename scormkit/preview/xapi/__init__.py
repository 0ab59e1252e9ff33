"""The inside of the small LRS: one room per resource, and what they share. Its door is :mod:`scormkit.preview.lrs`."""
