"""Canonical values: each module turns what people write into the one form that members hold."""
