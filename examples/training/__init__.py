"""The paper's experiment, end to end: train on whole programs and on edit sequences, and compare.

Run it from the folder ``examples``: ``python -m training configs/smoke.toml --folder DIR``. Data
flows one way, a stage a module:

    environment, mined, benchmarks, exercises -> split -> vocabulary -> pretraining -> arms
    -> finetuning -> drawing -> scoring -> report

The models come from ``models``, the settings from a TOML file (``settings``), and ``stage`` sees
to it that a run can be stopped and resumed.
"""
