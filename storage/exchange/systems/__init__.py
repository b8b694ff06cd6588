"""The headings of known systems: one file each, values (see common.yaml) with the headings that hold them."""
