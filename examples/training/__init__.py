"""The paper's experiment, end to end: train on whole programs and on edit sequences, and compare.

Run it from the folder ``examples``: ``python -m training training/configs/smoke.toml`` with
``--folder DIR``. Data flows one way:

    environment, mined, benchmarks, exercises -> split -> pretraining -> arms -> finetuning
    -> sampling -> scoring -> report

The models come from ``models``, the settings from a TOML file (``settings``), and ``stage`` sees
to it that a run can be stopped and resumed.
"""
