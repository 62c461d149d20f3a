// Component : StreamSample
`timescale 1ns/1ps
module StreamSample (
  input wire a_valid,
  output wire a_ready,
  input wire [1:0] a_id,
  input wire [5:0] a_value,
  input wire b_valid,
  output wire b_ready,
  input wire [1:0] b_id,
  input wire [5:0] b_value,
  input wire c_valid,
  output wire c_ready,
  input wire [1:0] c_payload_id,
  input wire [5:0] c_payload_value,
  input wire event_valid,
  input wire [1:0] event_payload_id,
  input wire [5:0] event_payload_value,
  input wire stop,
  output wire merged_valid,
  input wire merged_ready,
  output wire [1:0] merged_payload_id,
  output wire [5:0] merged_payload_value,
  output wire first_valid,
  input wire first_ready,
  output wire [1:0] first_payload_id,
  output wire [5:0] first_payload_value,
  output wire left_valid,
  input wire left_ready,
  output wire [1:0] left_payload_id,
  output wire [5:0] left_payload_value,
  output wire right_valid,
  input wire right_ready,
  output wire [1:0] right_payload_id,
  output wire [5:0] right_payload_value,
  output wire mapped_valid,
  input wire mapped_ready,
  output wire [6:0] mapped_payload,
  output wire eventOut_valid,
  output wire [1:0] eventOut_payload_id,
  output wire [5:0] eventOut_payload_value,
  output wire seen_valid,
  output wire [1:0] seen_payload_id,
  output wire [5:0] seen_payload_value,
  output wire transferred,
  output wire waiting,
  input wire aclk,
  input wire aresetn
);
  reg a_fork_io_outputs_0_ready;
  wire c_demux_io_outputs_0_ready;
  reg c_demux_io_outputs_1_ready;
  reg c_demux_io_outputs_2_ready;
  wire c_demux_io_outputs_3_ready;
  wire a_fork_io_input_ready;
  wire a_fork_io_outputs_0_valid;
  wire [1:0] a_fork_io_outputs_0_payload_id;
  wire [5:0] a_fork_io_outputs_0_payload_value;
  wire a_fork_io_outputs_1_valid;
  wire [1:0] a_fork_io_outputs_1_payload_id;
  wire [5:0] a_fork_io_outputs_1_payload_value;
  wire a_fork_io_outputs_2_valid;
  wire [1:0] a_fork_io_outputs_2_payload_id;
  wire [5:0] a_fork_io_outputs_2_payload_value;
  wire a_fork_io_outputs_3_valid;
  wire [1:0] a_fork_io_outputs_3_payload_id;
  wire [5:0] a_fork_io_outputs_3_payload_value;
  wire b_fork_io_input_ready;
  wire b_fork_io_outputs_0_valid;
  wire [1:0] b_fork_io_outputs_0_payload_id;
  wire [5:0] b_fork_io_outputs_0_payload_value;
  wire b_fork_io_outputs_1_valid;
  wire [1:0] b_fork_io_outputs_1_payload_id;
  wire [5:0] b_fork_io_outputs_1_payload_value;
  wire c_demux_io_input_ready;
  wire c_demux_io_outputs_0_valid;
  wire [1:0] c_demux_io_outputs_0_payload_id;
  wire [5:0] c_demux_io_outputs_0_payload_value;
  wire c_demux_io_outputs_1_valid;
  wire [1:0] c_demux_io_outputs_1_payload_id;
  wire [5:0] c_demux_io_outputs_1_payload_value;
  wire c_demux_io_outputs_2_valid;
  wire [1:0] c_demux_io_outputs_2_payload_id;
  wire [5:0] c_demux_io_outputs_2_payload_value;
  wire c_demux_io_outputs_3_valid;
  wire [1:0] c_demux_io_outputs_3_payload_id;
  wire [5:0] c_demux_io_outputs_3_payload_value;
  wire fair_arbiter_io_inputs_0_ready;
  wire fair_arbiter_io_inputs_1_ready;
  wire fair_arbiter_io_inputs_2_ready;
  wire fair_arbiter_io_output_valid;
  wire [1:0] fair_arbiter_io_output_payload_id;
  wire [5:0] fair_arbiter_io_output_payload_value;
  wire [1:0] fair_arbiter_io_chosen;
  wire [2:0] fair_arbiter_io_chosenOH;
  wire held_merged_arbiter_io_inputs_0_ready;
  wire held_merged_arbiter_io_inputs_1_ready;
  wire held_merged_arbiter_io_inputs_2_ready;
  wire held_merged_arbiter_io_output_valid;
  wire [1:0] held_merged_arbiter_io_output_payload_id;
  wire [5:0] held_merged_arbiter_io_output_payload_value;
  wire [1:0] held_merged_arbiter_io_chosen;
  wire [2:0] held_merged_arbiter_io_chosenOH;
  wire continued_fifo_io_push_ready;
  wire continued_fifo_io_pop_valid;
  wire [1:0] continued_fifo_io_pop_payload_id;
  wire [5:0] continued_fifo_io_pop_payload_value;
  wire [2:0] continued_fifo_io_occupancy;
  wire [2:0] continued_fifo_io_availability;
  wire io_outputs_1_fifo_io_push_ready;
  wire io_outputs_1_fifo_io_pop_valid;
  wire [1:0] io_outputs_1_fifo_io_pop_payload_id;
  wire [5:0] io_outputs_1_fifo_io_pop_payload_value;
  wire [1:0] io_outputs_1_fifo_io_occupancy;
  wire [1:0] io_outputs_1_fifo_io_availability;
  wire [6:0] _zz_mapped_payload;
  wire forward_valid;
  wire forward_ready;
  wire [1:0] forward_payload_id;
  wire [5:0] forward_payload_value;
  reg io_outputs_0_rValid;
  reg [1:0] io_outputs_0_rData_id;
  reg [5:0] io_outputs_0_rData_value;
  wire when_Stream_l477;
  wire backward_valid;
  wire backward_ready;
  wire [1:0] backward_payload_id;
  wire [5:0] backward_payload_value;
  reg io_outputs_0_rValidN;
  reg [1:0] io_outputs_0_rData_id_1;
  reg [5:0] io_outputs_0_rData_value_1;
  wire io_outputs_1_s2mPipe_valid;
  reg io_outputs_1_s2mPipe_ready;
  wire [1:0] io_outputs_1_s2mPipe_payload_id;
  wire [5:0] io_outputs_1_s2mPipe_payload_value;
  reg io_outputs_1_rValidN;
  reg [1:0] io_outputs_1_rData_id;
  reg [5:0] io_outputs_1_rData_value;
  wire both_valid;
  wire both_ready;
  wire [1:0] both_payload_id;
  wire [5:0] both_payload_value;
  reg io_outputs_1_s2mPipe_rValid;
  reg [1:0] io_outputs_1_s2mPipe_rData_id;
  reg [5:0] io_outputs_1_s2mPipe_rData_value;
  wire when_Stream_l477_1;
  wire _zz_held_valid;
  wire held_valid;
  wire held_ready;
  wire [1:0] held_payload_id;
  wire [5:0] held_payload_value;
  reg thrown_valid;
  wire thrown_ready;
  wire [1:0] thrown_payload_id;
  wire [5:0] thrown_payload_value;
  wire when_Stream_l581;
  reg taken_valid;
  wire taken_ready;
  wire [1:0] taken_payload_id;
  wire [5:0] taken_payload_value;
  wire continued_valid;
  wire continued_ready;
  wire [1:0] continued_payload_id;
  wire [5:0] continued_payload_value;
  wire fair_valid;
  wire fair_ready;
  wire [1:0] fair_payload_id;
  wire [5:0] fair_payload_value;
  wire held_merged_valid;
  wire held_merged_ready;
  wire [1:0] held_merged_payload_id;
  wire [5:0] held_merged_payload_value;
  wire io_outputs_3_toFlow_valid;
  wire [1:0] io_outputs_3_toFlow_payload_id;
  wire [5:0] io_outputs_3_toFlow_payload_value;
  wire a_fire;
  wire c_isStall;
  assign _zz_mapped_payload = {1'd0, a_fork_io_outputs_2_payload_value};
  StreamFork a_fork (
    .io_input_valid (a_valid ), //i
    .io_input_ready (a_fork_io_input_ready ), //o
    .io_input_payload_id (a_id[1:0] ), //i
    .io_input_payload_value (a_value[5:0] ), //i
    .io_outputs_0_valid (a_fork_io_outputs_0_valid ), //o
    .io_outputs_0_ready (a_fork_io_outputs_0_ready ), //i
    .io_outputs_0_payload_id (a_fork_io_outputs_0_payload_id[1:0] ), //o
    .io_outputs_0_payload_value (a_fork_io_outputs_0_payload_value[5:0]), //o
    .io_outputs_1_valid (a_fork_io_outputs_1_valid ), //o
    .io_outputs_1_ready (io_outputs_1_rValidN ), //i
    .io_outputs_1_payload_id (a_fork_io_outputs_1_payload_id[1:0] ), //o
    .io_outputs_1_payload_value (a_fork_io_outputs_1_payload_value[5:0]), //o
    .io_outputs_2_valid (a_fork_io_outputs_2_valid ), //o
    .io_outputs_2_ready (mapped_ready ), //i
    .io_outputs_2_payload_id (a_fork_io_outputs_2_payload_id[1:0] ), //o
    .io_outputs_2_payload_value (a_fork_io_outputs_2_payload_value[5:0]), //o
    .io_outputs_3_valid (a_fork_io_outputs_3_valid ), //o
    .io_outputs_3_ready (1'b1 ), //i
    .io_outputs_3_payload_id (a_fork_io_outputs_3_payload_id[1:0] ), //o
    .io_outputs_3_payload_value (a_fork_io_outputs_3_payload_value[5:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamFork_1 b_fork (
    .io_input_valid (b_valid ), //i
    .io_input_ready (b_fork_io_input_ready ), //o
    .io_input_payload_id (b_id[1:0] ), //i
    .io_input_payload_value (b_value[5:0] ), //i
    .io_outputs_0_valid (b_fork_io_outputs_0_valid ), //o
    .io_outputs_0_ready (io_outputs_0_rValidN ), //i
    .io_outputs_0_payload_id (b_fork_io_outputs_0_payload_id[1:0] ), //o
    .io_outputs_0_payload_value (b_fork_io_outputs_0_payload_value[5:0]), //o
    .io_outputs_1_valid (b_fork_io_outputs_1_valid ), //o
    .io_outputs_1_ready (io_outputs_1_fifo_io_push_ready ), //i
    .io_outputs_1_payload_id (b_fork_io_outputs_1_payload_id[1:0] ), //o
    .io_outputs_1_payload_value (b_fork_io_outputs_1_payload_value[5:0]) //o
  );
  StreamDemux c_demux (
    .io_select (c_payload_id[1:0] ), //i
    .io_input_valid (c_valid ), //i
    .io_input_ready (c_demux_io_input_ready ), //o
    .io_input_payload_id (c_payload_id[1:0] ), //i
    .io_input_payload_value (c_payload_value[5:0] ), //i
    .io_outputs_0_valid (c_demux_io_outputs_0_valid ), //o
    .io_outputs_0_ready (c_demux_io_outputs_0_ready ), //i
    .io_outputs_0_payload_id (c_demux_io_outputs_0_payload_id[1:0] ), //o
    .io_outputs_0_payload_value (c_demux_io_outputs_0_payload_value[5:0]), //o
    .io_outputs_1_valid (c_demux_io_outputs_1_valid ), //o
    .io_outputs_1_ready (c_demux_io_outputs_1_ready ), //i
    .io_outputs_1_payload_id (c_demux_io_outputs_1_payload_id[1:0] ), //o
    .io_outputs_1_payload_value (c_demux_io_outputs_1_payload_value[5:0]), //o
    .io_outputs_2_valid (c_demux_io_outputs_2_valid ), //o
    .io_outputs_2_ready (c_demux_io_outputs_2_ready ), //i
    .io_outputs_2_payload_id (c_demux_io_outputs_2_payload_id[1:0] ), //o
    .io_outputs_2_payload_value (c_demux_io_outputs_2_payload_value[5:0]), //o
    .io_outputs_3_valid (c_demux_io_outputs_3_valid ), //o
    .io_outputs_3_ready (c_demux_io_outputs_3_ready ), //i
    .io_outputs_3_payload_id (c_demux_io_outputs_3_payload_id[1:0] ), //o
    .io_outputs_3_payload_value (c_demux_io_outputs_3_payload_value[5:0]) //o
  );
  StreamArbiter fair_arbiter (
    .io_inputs_0_valid (forward_valid ), //i
    .io_inputs_0_ready (fair_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload_id (forward_payload_id[1:0] ), //i
    .io_inputs_0_payload_value (forward_payload_value[5:0] ), //i
    .io_inputs_1_valid (backward_valid ), //i
    .io_inputs_1_ready (fair_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload_id (backward_payload_id[1:0] ), //i
    .io_inputs_1_payload_value (backward_payload_value[5:0] ), //i
    .io_inputs_2_valid (both_valid ), //i
    .io_inputs_2_ready (fair_arbiter_io_inputs_2_ready ), //o
    .io_inputs_2_payload_id (both_payload_id[1:0] ), //i
    .io_inputs_2_payload_value (both_payload_value[5:0] ), //i
    .io_output_valid (fair_arbiter_io_output_valid ), //o
    .io_output_ready (fair_ready ), //i
    .io_output_payload_id (fair_arbiter_io_output_payload_id[1:0] ), //o
    .io_output_payload_value (fair_arbiter_io_output_payload_value[5:0]), //o
    .io_chosen (fair_arbiter_io_chosen[1:0] ), //o
    .io_chosenOH (fair_arbiter_io_chosenOH[2:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamArbiter_1 held_merged_arbiter (
    .io_inputs_0_valid (held_valid ), //i
    .io_inputs_0_ready (held_merged_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload_id (held_payload_id[1:0] ), //i
    .io_inputs_0_payload_value (held_payload_value[5:0] ), //i
    .io_inputs_1_valid (thrown_valid ), //i
    .io_inputs_1_ready (held_merged_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload_id (thrown_payload_id[1:0] ), //i
    .io_inputs_1_payload_value (thrown_payload_value[5:0] ), //i
    .io_inputs_2_valid (taken_valid ), //i
    .io_inputs_2_ready (held_merged_arbiter_io_inputs_2_ready ), //o
    .io_inputs_2_payload_id (taken_payload_id[1:0] ), //i
    .io_inputs_2_payload_value (taken_payload_value[5:0] ), //i
    .io_output_valid (held_merged_arbiter_io_output_valid ), //o
    .io_output_ready (held_merged_ready ), //i
    .io_output_payload_id (held_merged_arbiter_io_output_payload_id[1:0] ), //o
    .io_output_payload_value (held_merged_arbiter_io_output_payload_value[5:0]), //o
    .io_chosen (held_merged_arbiter_io_chosen[1:0] ), //o
    .io_chosenOH (held_merged_arbiter_io_chosenOH[2:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamFifo_1 continued_fifo (
    .io_push_valid (continued_valid ), //i
    .io_push_ready (continued_fifo_io_push_ready ), //o
    .io_push_payload_id (continued_payload_id[1:0] ), //i
    .io_push_payload_value (continued_payload_value[5:0] ), //i
    .io_pop_valid (continued_fifo_io_pop_valid ), //o
    .io_pop_ready (left_ready ), //i
    .io_pop_payload_id (continued_fifo_io_pop_payload_id[1:0] ), //o
    .io_pop_payload_value (continued_fifo_io_pop_payload_value[5:0]), //o
    .io_flush (1'b0 ), //i
    .io_occupancy (continued_fifo_io_occupancy[2:0] ), //o
    .io_availability (continued_fifo_io_availability[2:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamFifoLowLatency io_outputs_1_fifo (
    .io_push_valid (b_fork_io_outputs_1_valid ), //i
    .io_push_ready (io_outputs_1_fifo_io_push_ready ), //o
    .io_push_payload_id (b_fork_io_outputs_1_payload_id[1:0] ), //i
    .io_push_payload_value (b_fork_io_outputs_1_payload_value[5:0] ), //i
    .io_pop_valid (io_outputs_1_fifo_io_pop_valid ), //o
    .io_pop_ready (right_ready ), //i
    .io_pop_payload_id (io_outputs_1_fifo_io_pop_payload_id[1:0] ), //o
    .io_pop_payload_value (io_outputs_1_fifo_io_pop_payload_value[5:0]), //o
    .io_flush (1'b0 ), //i
    .io_occupancy (io_outputs_1_fifo_io_occupancy[1:0] ), //o
    .io_availability (io_outputs_1_fifo_io_availability[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  assign a_ready = a_fork_io_input_ready;
  assign b_ready = b_fork_io_input_ready;
  always @(*) begin
    a_fork_io_outputs_0_ready = forward_ready;
    if(when_Stream_l477) begin
      a_fork_io_outputs_0_ready = 1'b1;
    end
  end
  assign when_Stream_l477 = (! forward_valid);
  assign forward_valid = io_outputs_0_rValid;
  assign forward_payload_id = io_outputs_0_rData_id;
  assign forward_payload_value = io_outputs_0_rData_value;
  assign backward_valid = (b_fork_io_outputs_0_valid || (! io_outputs_0_rValidN));
  assign backward_payload_id = (io_outputs_0_rValidN ? b_fork_io_outputs_0_payload_id : io_outputs_0_rData_id_1);
  assign backward_payload_value = (io_outputs_0_rValidN ? b_fork_io_outputs_0_payload_value : io_outputs_0_rData_value_1);
  assign io_outputs_1_s2mPipe_valid = (a_fork_io_outputs_1_valid || (! io_outputs_1_rValidN));
  assign io_outputs_1_s2mPipe_payload_id = (io_outputs_1_rValidN ? a_fork_io_outputs_1_payload_id : io_outputs_1_rData_id);
  assign io_outputs_1_s2mPipe_payload_value = (io_outputs_1_rValidN ? a_fork_io_outputs_1_payload_value : io_outputs_1_rData_value);
  always @(*) begin
    io_outputs_1_s2mPipe_ready = both_ready;
    if(when_Stream_l477_1) begin
      io_outputs_1_s2mPipe_ready = 1'b1;
    end
  end
  assign when_Stream_l477_1 = (! both_valid);
  assign both_valid = io_outputs_1_s2mPipe_rValid;
  assign both_payload_id = io_outputs_1_s2mPipe_rData_id;
  assign both_payload_value = io_outputs_1_s2mPipe_rData_value;
  assign c_ready = c_demux_io_input_ready;
  assign _zz_held_valid = (! stop);
  assign held_valid = (c_demux_io_outputs_0_valid && _zz_held_valid);
  assign c_demux_io_outputs_0_ready = (held_ready && _zz_held_valid);
  assign held_payload_id = c_demux_io_outputs_0_payload_id;
  assign held_payload_value = c_demux_io_outputs_0_payload_value;
  always @(*) begin
    thrown_valid = c_demux_io_outputs_1_valid;
    if(stop) begin
      thrown_valid = 1'b0;
    end
  end
  always @(*) begin
    c_demux_io_outputs_1_ready = thrown_ready;
    if(stop) begin
      c_demux_io_outputs_1_ready = 1'b1;
    end
  end
  assign thrown_payload_id = c_demux_io_outputs_1_payload_id;
  assign thrown_payload_value = c_demux_io_outputs_1_payload_value;
  assign when_Stream_l581 = (! stop);
  always @(*) begin
    taken_valid = c_demux_io_outputs_2_valid;
    if(when_Stream_l581) begin
      taken_valid = 1'b0;
    end
  end
  always @(*) begin
    c_demux_io_outputs_2_ready = taken_ready;
    if(when_Stream_l581) begin
      c_demux_io_outputs_2_ready = 1'b1;
    end
  end
  assign taken_payload_id = c_demux_io_outputs_2_payload_id;
  assign taken_payload_value = c_demux_io_outputs_2_payload_value;
  assign continued_valid = (c_demux_io_outputs_3_valid && stop);
  assign c_demux_io_outputs_3_ready = (continued_ready && stop);
  assign continued_payload_id = c_demux_io_outputs_3_payload_id;
  assign continued_payload_value = c_demux_io_outputs_3_payload_value;
  assign forward_ready = fair_arbiter_io_inputs_0_ready;
  assign backward_ready = fair_arbiter_io_inputs_1_ready;
  assign both_ready = fair_arbiter_io_inputs_2_ready;
  assign fair_valid = fair_arbiter_io_output_valid;
  assign fair_payload_id = fair_arbiter_io_output_payload_id;
  assign fair_payload_value = fair_arbiter_io_output_payload_value;
  assign merged_valid = fair_valid;
  assign fair_ready = merged_ready;
  assign merged_payload_id = fair_payload_id;
  assign merged_payload_value = fair_payload_value;
  assign held_ready = held_merged_arbiter_io_inputs_0_ready;
  assign thrown_ready = held_merged_arbiter_io_inputs_1_ready;
  assign taken_ready = held_merged_arbiter_io_inputs_2_ready;
  assign held_merged_valid = held_merged_arbiter_io_output_valid;
  assign held_merged_payload_id = held_merged_arbiter_io_output_payload_id;
  assign held_merged_payload_value = held_merged_arbiter_io_output_payload_value;
  assign first_valid = held_merged_valid;
  assign held_merged_ready = first_ready;
  assign first_payload_id = held_merged_payload_id;
  assign first_payload_value = held_merged_payload_value;
  assign continued_ready = continued_fifo_io_push_ready;
  assign left_valid = continued_fifo_io_pop_valid;
  assign left_payload_id = continued_fifo_io_pop_payload_id;
  assign left_payload_value = continued_fifo_io_pop_payload_value;
  assign right_valid = io_outputs_1_fifo_io_pop_valid;
  assign right_payload_id = io_outputs_1_fifo_io_pop_payload_id;
  assign right_payload_value = io_outputs_1_fifo_io_pop_payload_value;
  assign mapped_valid = a_fork_io_outputs_2_valid;
  assign mapped_payload = (_zz_mapped_payload + 7'h01);
  assign eventOut_valid = event_valid;
  assign eventOut_payload_id = event_payload_id;
  assign eventOut_payload_value = event_payload_value;
  assign io_outputs_3_toFlow_valid = a_fork_io_outputs_3_valid;
  assign io_outputs_3_toFlow_payload_id = a_fork_io_outputs_3_payload_id;
  assign io_outputs_3_toFlow_payload_value = a_fork_io_outputs_3_payload_value;
  assign seen_valid = io_outputs_3_toFlow_valid;
  assign seen_payload_id = io_outputs_3_toFlow_payload_id;
  assign seen_payload_value = io_outputs_3_toFlow_payload_value;
  assign a_fire = (a_valid && a_ready);
  assign transferred = a_fire;
  assign c_isStall = (c_valid && (! c_ready));
  assign waiting = c_isStall;
  always @(posedge aclk) begin
    if(!aresetn) begin
      io_outputs_0_rValid <= 1'b0;
      io_outputs_0_rValidN <= 1'b1;
      io_outputs_1_rValidN <= 1'b1;
      io_outputs_1_s2mPipe_rValid <= 1'b0;
    end else begin
      if(a_fork_io_outputs_0_ready) begin
        io_outputs_0_rValid <= a_fork_io_outputs_0_valid;
      end
      if(b_fork_io_outputs_0_valid) begin
        io_outputs_0_rValidN <= 1'b0;
      end
      if(backward_ready) begin
        io_outputs_0_rValidN <= 1'b1;
      end
      if(a_fork_io_outputs_1_valid) begin
        io_outputs_1_rValidN <= 1'b0;
      end
      if(io_outputs_1_s2mPipe_ready) begin
        io_outputs_1_rValidN <= 1'b1;
      end
      if(io_outputs_1_s2mPipe_ready) begin
        io_outputs_1_s2mPipe_rValid <= io_outputs_1_s2mPipe_valid;
      end
    end
  end
  always @(posedge aclk) begin
    if(a_fork_io_outputs_0_ready) begin
      io_outputs_0_rData_id <= a_fork_io_outputs_0_payload_id;
      io_outputs_0_rData_value <= a_fork_io_outputs_0_payload_value;
    end
    if(io_outputs_0_rValidN) begin
      io_outputs_0_rData_id_1 <= b_fork_io_outputs_0_payload_id;
      io_outputs_0_rData_value_1 <= b_fork_io_outputs_0_payload_value;
    end
    if(io_outputs_1_rValidN) begin
      io_outputs_1_rData_id <= a_fork_io_outputs_1_payload_id;
      io_outputs_1_rData_value <= a_fork_io_outputs_1_payload_value;
    end
    if(io_outputs_1_s2mPipe_ready) begin
      io_outputs_1_s2mPipe_rData_id <= io_outputs_1_s2mPipe_payload_id;
      io_outputs_1_s2mPipe_rData_value <= io_outputs_1_s2mPipe_payload_value;
    end
  end
endmodule
module StreamFifoLowLatency (
  input wire io_push_valid,
  output wire io_push_ready,
  input wire [1:0] io_push_payload_id,
  input wire [5:0] io_push_payload_value,
  output wire io_pop_valid,
  input wire io_pop_ready,
  output wire [1:0] io_pop_payload_id,
  output wire [5:0] io_pop_payload_value,
  input wire io_flush,
  output wire [1:0] io_occupancy,
  output wire [1:0] io_availability,
  input wire aclk,
  input wire aresetn
);
  wire fifo_io_push_ready;
  wire fifo_io_pop_valid;
  wire [1:0] fifo_io_pop_payload_id;
  wire [5:0] fifo_io_pop_payload_value;
  wire [1:0] fifo_io_occupancy;
  wire [1:0] fifo_io_availability;
  StreamFifo fifo (
    .io_push_valid (io_push_valid ), //i
    .io_push_ready (fifo_io_push_ready ), //o
    .io_push_payload_id (io_push_payload_id[1:0] ), //i
    .io_push_payload_value (io_push_payload_value[5:0] ), //i
    .io_pop_valid (fifo_io_pop_valid ), //o
    .io_pop_ready (io_pop_ready ), //i
    .io_pop_payload_id (fifo_io_pop_payload_id[1:0] ), //o
    .io_pop_payload_value (fifo_io_pop_payload_value[5:0]), //o
    .io_flush (io_flush ), //i
    .io_occupancy (fifo_io_occupancy[1:0] ), //o
    .io_availability (fifo_io_availability[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  assign io_push_ready = fifo_io_push_ready;
  assign io_pop_valid = fifo_io_pop_valid;
  assign io_pop_payload_id = fifo_io_pop_payload_id;
  assign io_pop_payload_value = fifo_io_pop_payload_value;
  assign io_occupancy = fifo_io_occupancy;
  assign io_availability = fifo_io_availability;
endmodule
module StreamFifo_1 (
  input wire io_push_valid,
  output wire io_push_ready,
  input wire [1:0] io_push_payload_id,
  input wire [5:0] io_push_payload_value,
  output wire io_pop_valid,
  input wire io_pop_ready,
  output wire [1:0] io_pop_payload_id,
  output wire [5:0] io_pop_payload_value,
  input wire io_flush,
  output wire [2:0] io_occupancy,
  output wire [2:0] io_availability,
  input wire aclk,
  input wire aresetn
);
  reg [7:0] logic_ram_spinal_port1;
  wire [7:0] _zz_logic_ram_port;
  reg _zz_1;
  wire logic_ptr_doPush;
  wire logic_ptr_doPop;
  wire logic_ptr_full;
  wire logic_ptr_empty;
  reg [2:0] logic_ptr_push;
  reg [2:0] logic_ptr_pop;
  wire [2:0] logic_ptr_occupancy;
  wire [2:0] logic_ptr_popOnIo;
  wire when_Stream_l1557;
  reg logic_ptr_wentUp;
  wire io_push_fire;
  wire logic_push_onRam_write_valid;
  wire [1:0] logic_push_onRam_write_payload_address;
  wire [1:0] logic_push_onRam_write_payload_data_id;
  wire [5:0] logic_push_onRam_write_payload_data_value;
  wire logic_pop_addressGen_valid;
  reg logic_pop_addressGen_ready;
  wire [1:0] logic_pop_addressGen_payload;
  wire logic_pop_addressGen_fire;
  wire logic_pop_sync_readArbitration_valid;
  wire logic_pop_sync_readArbitration_ready;
  wire [1:0] logic_pop_sync_readArbitration_payload;
  reg logic_pop_addressGen_rValid;
  reg [1:0] logic_pop_addressGen_rData;
  wire when_Stream_l477;
  wire logic_pop_sync_readPort_cmd_valid;
  wire [1:0] logic_pop_sync_readPort_cmd_payload;
  wire [1:0] logic_pop_sync_readPort_rsp_id;
  wire [5:0] logic_pop_sync_readPort_rsp_value;
  wire [7:0] _zz_logic_pop_sync_readPort_rsp_id;
  wire logic_pop_addressGen_toFlowFire_valid;
  wire [1:0] logic_pop_addressGen_toFlowFire_payload;
  wire logic_pop_sync_readArbitration_translated_valid;
  wire logic_pop_sync_readArbitration_translated_ready;
  wire [1:0] logic_pop_sync_readArbitration_translated_payload_id;
  wire [5:0] logic_pop_sync_readArbitration_translated_payload_value;
  wire logic_pop_sync_readArbitration_fire;
  reg [2:0] logic_pop_sync_popReg;
  reg [7:0] logic_ram [0:3];
  assign _zz_logic_ram_port = {logic_push_onRam_write_payload_data_value,logic_push_onRam_write_payload_data_id};
  always @(posedge aclk) begin
    if(_zz_1) begin
      logic_ram[logic_push_onRam_write_payload_address] <= _zz_logic_ram_port;
    end
  end
  always @(posedge aclk) begin
    if(logic_pop_sync_readPort_cmd_valid) begin
      logic_ram_spinal_port1 <= logic_ram[logic_pop_sync_readPort_cmd_payload];
    end
  end
  always @(*) begin
    _zz_1 = 1'b0;
    if(logic_push_onRam_write_valid) begin
      _zz_1 = 1'b1;
    end
  end
  assign when_Stream_l1557 = (logic_ptr_doPush != logic_ptr_doPop);
  assign logic_ptr_full = (((logic_ptr_push ^ logic_ptr_popOnIo) ^ 3'b100) == 3'b000);
  assign logic_ptr_empty = (logic_ptr_push == logic_ptr_pop);
  assign logic_ptr_occupancy = (logic_ptr_push - logic_ptr_popOnIo);
  assign io_push_ready = (! logic_ptr_full);
  assign io_push_fire = (io_push_valid && io_push_ready);
  assign logic_ptr_doPush = io_push_fire;
  assign logic_push_onRam_write_valid = io_push_fire;
  assign logic_push_onRam_write_payload_address = logic_ptr_push[1:0];
  assign logic_push_onRam_write_payload_data_id = io_push_payload_id;
  assign logic_push_onRam_write_payload_data_value = io_push_payload_value;
  assign logic_pop_addressGen_valid = (! logic_ptr_empty);
  assign logic_pop_addressGen_payload = logic_ptr_pop[1:0];
  assign logic_pop_addressGen_fire = (logic_pop_addressGen_valid && logic_pop_addressGen_ready);
  assign logic_ptr_doPop = logic_pop_addressGen_fire;
  always @(*) begin
    logic_pop_addressGen_ready = logic_pop_sync_readArbitration_ready;
    if(when_Stream_l477) begin
      logic_pop_addressGen_ready = 1'b1;
    end
  end
  assign when_Stream_l477 = (! logic_pop_sync_readArbitration_valid);
  assign logic_pop_sync_readArbitration_valid = logic_pop_addressGen_rValid;
  assign logic_pop_sync_readArbitration_payload = logic_pop_addressGen_rData;
  assign _zz_logic_pop_sync_readPort_rsp_id = logic_ram_spinal_port1;
  assign logic_pop_sync_readPort_rsp_id = _zz_logic_pop_sync_readPort_rsp_id[1 : 0];
  assign logic_pop_sync_readPort_rsp_value = _zz_logic_pop_sync_readPort_rsp_id[7 : 2];
  assign logic_pop_addressGen_toFlowFire_valid = logic_pop_addressGen_fire;
  assign logic_pop_addressGen_toFlowFire_payload = logic_pop_addressGen_payload;
  assign logic_pop_sync_readPort_cmd_valid = logic_pop_addressGen_toFlowFire_valid;
  assign logic_pop_sync_readPort_cmd_payload = logic_pop_addressGen_toFlowFire_payload;
  assign logic_pop_sync_readArbitration_translated_valid = logic_pop_sync_readArbitration_valid;
  assign logic_pop_sync_readArbitration_ready = logic_pop_sync_readArbitration_translated_ready;
  assign logic_pop_sync_readArbitration_translated_payload_id = logic_pop_sync_readPort_rsp_id;
  assign logic_pop_sync_readArbitration_translated_payload_value = logic_pop_sync_readPort_rsp_value;
  assign io_pop_valid = logic_pop_sync_readArbitration_translated_valid;
  assign logic_pop_sync_readArbitration_translated_ready = io_pop_ready;
  assign io_pop_payload_id = logic_pop_sync_readArbitration_translated_payload_id;
  assign io_pop_payload_value = logic_pop_sync_readArbitration_translated_payload_value;
  assign logic_pop_sync_readArbitration_fire = (logic_pop_sync_readArbitration_valid && logic_pop_sync_readArbitration_ready);
  assign logic_ptr_popOnIo = logic_pop_sync_popReg;
  assign io_occupancy = logic_ptr_occupancy;
  assign io_availability = (3'b100 - logic_ptr_occupancy);
  always @(posedge aclk) begin
    if(!aresetn) begin
      logic_ptr_push <= 3'b000;
      logic_ptr_pop <= 3'b000;
      logic_ptr_wentUp <= 1'b0;
      logic_pop_addressGen_rValid <= 1'b0;
      logic_pop_sync_popReg <= 3'b000;
    end else begin
      if(when_Stream_l1557) begin
        logic_ptr_wentUp <= logic_ptr_doPush;
      end
      if(io_flush) begin
        logic_ptr_wentUp <= 1'b0;
      end
      if(logic_ptr_doPush) begin
        logic_ptr_push <= (logic_ptr_push + 3'b001);
      end
      if(logic_ptr_doPop) begin
        logic_ptr_pop <= (logic_ptr_pop + 3'b001);
      end
      if(io_flush) begin
        logic_ptr_push <= 3'b000;
        logic_ptr_pop <= 3'b000;
      end
      if(logic_pop_addressGen_ready) begin
        logic_pop_addressGen_rValid <= logic_pop_addressGen_valid;
      end
      if(io_flush) begin
        logic_pop_addressGen_rValid <= 1'b0;
      end
      if(logic_pop_sync_readArbitration_fire) begin
        logic_pop_sync_popReg <= logic_ptr_pop;
      end
      if(io_flush) begin
        logic_pop_sync_popReg <= 3'b000;
      end
    end
  end
  always @(posedge aclk) begin
    if(logic_pop_addressGen_ready) begin
      logic_pop_addressGen_rData <= logic_pop_addressGen_payload;
    end
  end
endmodule
module StreamArbiter_1 (
  input wire io_inputs_0_valid,
  output wire io_inputs_0_ready,
  input wire [1:0] io_inputs_0_payload_id,
  input wire [5:0] io_inputs_0_payload_value,
  input wire io_inputs_1_valid,
  output wire io_inputs_1_ready,
  input wire [1:0] io_inputs_1_payload_id,
  input wire [5:0] io_inputs_1_payload_value,
  input wire io_inputs_2_valid,
  output wire io_inputs_2_ready,
  input wire [1:0] io_inputs_2_payload_id,
  input wire [5:0] io_inputs_2_payload_value,
  output wire io_output_valid,
  input wire io_output_ready,
  output wire [1:0] io_output_payload_id,
  output wire [5:0] io_output_payload_value,
  output wire [1:0] io_chosen,
  output wire [2:0] io_chosenOH,
  input wire aclk,
  input wire aresetn
);
  wire [2:0] _zz__zz_maskProposal_1_1;
  reg [1:0] _zz_io_output_payload_id_1;
  reg [5:0] _zz_io_output_payload_value;
  reg locked;
  wire maskProposal_0;
  wire maskProposal_1;
  wire maskProposal_2;
  reg maskLocked_0;
  reg maskLocked_1;
  reg maskLocked_2;
  wire maskRouted_0;
  wire maskRouted_1;
  wire maskRouted_2;
  wire [2:0] _zz_maskProposal_1;
  wire [2:0] _zz_maskProposal_1_1;
  wire io_output_fire;
  wire [1:0] _zz_io_output_payload_id;
  wire _zz_io_chosen;
  wire _zz_io_chosen_1;
  assign _zz__zz_maskProposal_1_1 = (_zz_maskProposal_1 - 3'b001);
  always @(*) begin
    case(_zz_io_output_payload_id)
      2'b00 : begin
        _zz_io_output_payload_id_1 = io_inputs_0_payload_id;
        _zz_io_output_payload_value = io_inputs_0_payload_value;
      end
      2'b01 : begin
        _zz_io_output_payload_id_1 = io_inputs_1_payload_id;
        _zz_io_output_payload_value = io_inputs_1_payload_value;
      end
      default : begin
        _zz_io_output_payload_id_1 = io_inputs_2_payload_id;
        _zz_io_output_payload_value = io_inputs_2_payload_value;
      end
    endcase
  end
  assign maskRouted_0 = (locked ? maskLocked_0 : maskProposal_0);
  assign maskRouted_1 = (locked ? maskLocked_1 : maskProposal_1);
  assign maskRouted_2 = (locked ? maskLocked_2 : maskProposal_2);
  assign _zz_maskProposal_1 = {io_inputs_2_valid,{io_inputs_1_valid,io_inputs_0_valid}};
  assign _zz_maskProposal_1_1 = (_zz_maskProposal_1 & (~ _zz__zz_maskProposal_1_1));
  assign maskProposal_0 = io_inputs_0_valid;
  assign maskProposal_1 = _zz_maskProposal_1_1[1];
  assign maskProposal_2 = _zz_maskProposal_1_1[2];
  assign io_output_fire = (io_output_valid && io_output_ready);
  assign io_output_valid = (((io_inputs_0_valid && maskRouted_0) || (io_inputs_1_valid && maskRouted_1)) || (io_inputs_2_valid && maskRouted_2));
  assign _zz_io_output_payload_id = {maskRouted_2,maskRouted_1};
  assign io_output_payload_id = _zz_io_output_payload_id_1;
  assign io_output_payload_value = _zz_io_output_payload_value;
  assign io_inputs_0_ready = (maskRouted_0 && io_output_ready);
  assign io_inputs_1_ready = (maskRouted_1 && io_output_ready);
  assign io_inputs_2_ready = (maskRouted_2 && io_output_ready);
  assign io_chosenOH = {maskRouted_2,{maskRouted_1,maskRouted_0}};
  assign _zz_io_chosen = io_chosenOH[1];
  assign _zz_io_chosen_1 = io_chosenOH[2];
  assign io_chosen = {_zz_io_chosen_1,_zz_io_chosen};
  always @(posedge aclk) begin
    if(!aresetn) begin
      locked <= 1'b0;
    end else begin
      if(io_output_valid) begin
        locked <= 1'b1;
      end
      if(io_output_fire) begin
        locked <= 1'b0;
      end
    end
  end
  always @(posedge aclk) begin
    if(io_output_valid) begin
      maskLocked_0 <= maskRouted_0;
      maskLocked_1 <= maskRouted_1;
      maskLocked_2 <= maskRouted_2;
    end
  end
endmodule
module StreamArbiter (
  input wire io_inputs_0_valid,
  output wire io_inputs_0_ready,
  input wire [1:0] io_inputs_0_payload_id,
  input wire [5:0] io_inputs_0_payload_value,
  input wire io_inputs_1_valid,
  output wire io_inputs_1_ready,
  input wire [1:0] io_inputs_1_payload_id,
  input wire [5:0] io_inputs_1_payload_value,
  input wire io_inputs_2_valid,
  output wire io_inputs_2_ready,
  input wire [1:0] io_inputs_2_payload_id,
  input wire [5:0] io_inputs_2_payload_value,
  output wire io_output_valid,
  input wire io_output_ready,
  output wire [1:0] io_output_payload_id,
  output wire [5:0] io_output_payload_value,
  output wire [1:0] io_chosen,
  output wire [2:0] io_chosenOH,
  input wire aclk,
  input wire aresetn
);
  wire [5:0] _zz__zz_maskProposal_0_2;
  wire [5:0] _zz__zz_maskProposal_0_2_1;
  wire [2:0] _zz__zz_maskProposal_0_2_2;
  reg [1:0] _zz_io_output_payload_id_1;
  reg [5:0] _zz_io_output_payload_value;
  reg locked;
  wire maskProposal_0;
  wire maskProposal_1;
  wire maskProposal_2;
  reg maskLocked_0;
  reg maskLocked_1;
  reg maskLocked_2;
  wire maskRouted_0;
  wire maskRouted_1;
  wire maskRouted_2;
  wire [2:0] _zz_maskProposal_0;
  wire [5:0] _zz_maskProposal_0_1;
  wire [5:0] _zz_maskProposal_0_2;
  wire [2:0] _zz_maskProposal_0_3;
  wire io_output_fire;
  wire [1:0] _zz_io_output_payload_id;
  wire _zz_io_chosen;
  wire _zz_io_chosen_1;
  assign _zz__zz_maskProposal_0_2 = (_zz_maskProposal_0_1 - _zz__zz_maskProposal_0_2_1);
  assign _zz__zz_maskProposal_0_2_2 = {maskLocked_1,{maskLocked_0,maskLocked_2}};
  assign _zz__zz_maskProposal_0_2_1 = {3'd0, _zz__zz_maskProposal_0_2_2};
  always @(*) begin
    case(_zz_io_output_payload_id)
      2'b00 : begin
        _zz_io_output_payload_id_1 = io_inputs_0_payload_id;
        _zz_io_output_payload_value = io_inputs_0_payload_value;
      end
      2'b01 : begin
        _zz_io_output_payload_id_1 = io_inputs_1_payload_id;
        _zz_io_output_payload_value = io_inputs_1_payload_value;
      end
      default : begin
        _zz_io_output_payload_id_1 = io_inputs_2_payload_id;
        _zz_io_output_payload_value = io_inputs_2_payload_value;
      end
    endcase
  end
  assign maskRouted_0 = (locked ? maskLocked_0 : maskProposal_0);
  assign maskRouted_1 = (locked ? maskLocked_1 : maskProposal_1);
  assign maskRouted_2 = (locked ? maskLocked_2 : maskProposal_2);
  assign _zz_maskProposal_0 = {io_inputs_2_valid,{io_inputs_1_valid,io_inputs_0_valid}};
  assign _zz_maskProposal_0_1 = {_zz_maskProposal_0,_zz_maskProposal_0};
  assign _zz_maskProposal_0_2 = (_zz_maskProposal_0_1 & (~ _zz__zz_maskProposal_0_2));
  assign _zz_maskProposal_0_3 = (_zz_maskProposal_0_2[5 : 3] | _zz_maskProposal_0_2[2 : 0]);
  assign maskProposal_0 = _zz_maskProposal_0_3[0];
  assign maskProposal_1 = _zz_maskProposal_0_3[1];
  assign maskProposal_2 = _zz_maskProposal_0_3[2];
  assign io_output_fire = (io_output_valid && io_output_ready);
  assign io_output_valid = (((io_inputs_0_valid && maskRouted_0) || (io_inputs_1_valid && maskRouted_1)) || (io_inputs_2_valid && maskRouted_2));
  assign _zz_io_output_payload_id = {maskRouted_2,maskRouted_1};
  assign io_output_payload_id = _zz_io_output_payload_id_1;
  assign io_output_payload_value = _zz_io_output_payload_value;
  assign io_inputs_0_ready = (maskRouted_0 && io_output_ready);
  assign io_inputs_1_ready = (maskRouted_1 && io_output_ready);
  assign io_inputs_2_ready = (maskRouted_2 && io_output_ready);
  assign io_chosenOH = {maskRouted_2,{maskRouted_1,maskRouted_0}};
  assign _zz_io_chosen = io_chosenOH[1];
  assign _zz_io_chosen_1 = io_chosenOH[2];
  assign io_chosen = {_zz_io_chosen_1,_zz_io_chosen};
  always @(posedge aclk) begin
    if(!aresetn) begin
      locked <= 1'b0;
      maskLocked_0 <= 1'b0;
      maskLocked_1 <= 1'b0;
      maskLocked_2 <= 1'b1;
    end else begin
      if(io_output_valid) begin
        maskLocked_0 <= maskRouted_0;
        maskLocked_1 <= maskRouted_1;
        maskLocked_2 <= maskRouted_2;
      end
      if(io_output_valid) begin
        locked <= 1'b1;
      end
      if(io_output_fire) begin
        locked <= 1'b0;
      end
    end
  end
endmodule
module StreamDemux (
  input wire [1:0] io_select,
  input wire io_input_valid,
  output reg io_input_ready,
  input wire [1:0] io_input_payload_id,
  input wire [5:0] io_input_payload_value,
  output reg io_outputs_0_valid,
  input wire io_outputs_0_ready,
  output wire [1:0] io_outputs_0_payload_id,
  output wire [5:0] io_outputs_0_payload_value,
  output reg io_outputs_1_valid,
  input wire io_outputs_1_ready,
  output wire [1:0] io_outputs_1_payload_id,
  output wire [5:0] io_outputs_1_payload_value,
  output reg io_outputs_2_valid,
  input wire io_outputs_2_ready,
  output wire [1:0] io_outputs_2_payload_id,
  output wire [5:0] io_outputs_2_payload_value,
  output reg io_outputs_3_valid,
  input wire io_outputs_3_ready,
  output wire [1:0] io_outputs_3_payload_id,
  output wire [5:0] io_outputs_3_payload_value
);
  wire when_Stream_l1266;
  wire when_Stream_l1266_1;
  wire when_Stream_l1266_2;
  wire when_Stream_l1266_3;
  always @(*) begin
    io_input_ready = 1'b0;
    if(!when_Stream_l1266) begin
      io_input_ready = io_outputs_0_ready;
    end
    if(!when_Stream_l1266_1) begin
      io_input_ready = io_outputs_1_ready;
    end
    if(!when_Stream_l1266_2) begin
      io_input_ready = io_outputs_2_ready;
    end
    if(!when_Stream_l1266_3) begin
      io_input_ready = io_outputs_3_ready;
    end
  end
  assign io_outputs_0_payload_id = io_input_payload_id;
  assign io_outputs_0_payload_value = io_input_payload_value;
  assign when_Stream_l1266 = (2'b00 != io_select);
  always @(*) begin
    if(when_Stream_l1266) begin
      io_outputs_0_valid = 1'b0;
    end else begin
      io_outputs_0_valid = io_input_valid;
    end
  end
  assign io_outputs_1_payload_id = io_input_payload_id;
  assign io_outputs_1_payload_value = io_input_payload_value;
  assign when_Stream_l1266_1 = (2'b01 != io_select);
  always @(*) begin
    if(when_Stream_l1266_1) begin
      io_outputs_1_valid = 1'b0;
    end else begin
      io_outputs_1_valid = io_input_valid;
    end
  end
  assign io_outputs_2_payload_id = io_input_payload_id;
  assign io_outputs_2_payload_value = io_input_payload_value;
  assign when_Stream_l1266_2 = (2'b10 != io_select);
  always @(*) begin
    if(when_Stream_l1266_2) begin
      io_outputs_2_valid = 1'b0;
    end else begin
      io_outputs_2_valid = io_input_valid;
    end
  end
  assign io_outputs_3_payload_id = io_input_payload_id;
  assign io_outputs_3_payload_value = io_input_payload_value;
  assign when_Stream_l1266_3 = (2'b11 != io_select);
  always @(*) begin
    if(when_Stream_l1266_3) begin
      io_outputs_3_valid = 1'b0;
    end else begin
      io_outputs_3_valid = io_input_valid;
    end
  end
endmodule
module StreamFork_1 (
  input wire io_input_valid,
  output wire io_input_ready,
  input wire [1:0] io_input_payload_id,
  input wire [5:0] io_input_payload_value,
  output wire io_outputs_0_valid,
  input wire io_outputs_0_ready,
  output wire [1:0] io_outputs_0_payload_id,
  output wire [5:0] io_outputs_0_payload_value,
  output wire io_outputs_1_valid,
  input wire io_outputs_1_ready,
  output wire [1:0] io_outputs_1_payload_id,
  output wire [5:0] io_outputs_1_payload_value
);
  assign io_input_ready = (io_outputs_0_ready && io_outputs_1_ready);
  assign io_outputs_0_valid = (io_input_valid && io_input_ready);
  assign io_outputs_1_valid = (io_input_valid && io_input_ready);
  assign io_outputs_0_payload_id = io_input_payload_id;
  assign io_outputs_0_payload_value = io_input_payload_value;
  assign io_outputs_1_payload_id = io_input_payload_id;
  assign io_outputs_1_payload_value = io_input_payload_value;
endmodule
module StreamFork (
  input wire io_input_valid,
  output reg io_input_ready,
  input wire [1:0] io_input_payload_id,
  input wire [5:0] io_input_payload_value,
  output wire io_outputs_0_valid,
  input wire io_outputs_0_ready,
  output wire [1:0] io_outputs_0_payload_id,
  output wire [5:0] io_outputs_0_payload_value,
  output wire io_outputs_1_valid,
  input wire io_outputs_1_ready,
  output wire [1:0] io_outputs_1_payload_id,
  output wire [5:0] io_outputs_1_payload_value,
  output wire io_outputs_2_valid,
  input wire io_outputs_2_ready,
  output wire [1:0] io_outputs_2_payload_id,
  output wire [5:0] io_outputs_2_payload_value,
  output wire io_outputs_3_valid,
  input wire io_outputs_3_ready,
  output wire [1:0] io_outputs_3_payload_id,
  output wire [5:0] io_outputs_3_payload_value,
  input wire aclk,
  input wire aresetn
);
  reg logic_linkEnable_0;
  reg logic_linkEnable_1;
  reg logic_linkEnable_2;
  reg logic_linkEnable_3;
  wire when_Stream_l1355;
  wire when_Stream_l1355_1;
  wire when_Stream_l1355_2;
  wire when_Stream_l1355_3;
  wire io_outputs_0_fire;
  wire io_outputs_1_fire;
  wire io_outputs_2_fire;
  wire io_outputs_3_fire;
  always @(*) begin
    io_input_ready = 1'b1;
    if(when_Stream_l1355) begin
      io_input_ready = 1'b0;
    end
    if(when_Stream_l1355_1) begin
      io_input_ready = 1'b0;
    end
    if(when_Stream_l1355_2) begin
      io_input_ready = 1'b0;
    end
    if(when_Stream_l1355_3) begin
      io_input_ready = 1'b0;
    end
  end
  assign when_Stream_l1355 = ((! io_outputs_0_ready) && logic_linkEnable_0);
  assign when_Stream_l1355_1 = ((! io_outputs_1_ready) && logic_linkEnable_1);
  assign when_Stream_l1355_2 = ((! io_outputs_2_ready) && logic_linkEnable_2);
  assign when_Stream_l1355_3 = ((! io_outputs_3_ready) && logic_linkEnable_3);
  assign io_outputs_0_valid = (io_input_valid && logic_linkEnable_0);
  assign io_outputs_0_payload_id = io_input_payload_id;
  assign io_outputs_0_payload_value = io_input_payload_value;
  assign io_outputs_0_fire = (io_outputs_0_valid && io_outputs_0_ready);
  assign io_outputs_1_valid = (io_input_valid && logic_linkEnable_1);
  assign io_outputs_1_payload_id = io_input_payload_id;
  assign io_outputs_1_payload_value = io_input_payload_value;
  assign io_outputs_1_fire = (io_outputs_1_valid && io_outputs_1_ready);
  assign io_outputs_2_valid = (io_input_valid && logic_linkEnable_2);
  assign io_outputs_2_payload_id = io_input_payload_id;
  assign io_outputs_2_payload_value = io_input_payload_value;
  assign io_outputs_2_fire = (io_outputs_2_valid && io_outputs_2_ready);
  assign io_outputs_3_valid = (io_input_valid && logic_linkEnable_3);
  assign io_outputs_3_payload_id = io_input_payload_id;
  assign io_outputs_3_payload_value = io_input_payload_value;
  assign io_outputs_3_fire = (io_outputs_3_valid && io_outputs_3_ready);
  always @(posedge aclk) begin
    if(!aresetn) begin
      logic_linkEnable_0 <= 1'b1;
      logic_linkEnable_1 <= 1'b1;
      logic_linkEnable_2 <= 1'b1;
      logic_linkEnable_3 <= 1'b1;
    end else begin
      if(io_outputs_0_fire) begin
        logic_linkEnable_0 <= 1'b0;
      end
      if(io_outputs_1_fire) begin
        logic_linkEnable_1 <= 1'b0;
      end
      if(io_outputs_2_fire) begin
        logic_linkEnable_2 <= 1'b0;
      end
      if(io_outputs_3_fire) begin
        logic_linkEnable_3 <= 1'b0;
      end
      if(io_input_ready) begin
        logic_linkEnable_0 <= 1'b1;
        logic_linkEnable_1 <= 1'b1;
        logic_linkEnable_2 <= 1'b1;
        logic_linkEnable_3 <= 1'b1;
      end
    end
  end
endmodule
module StreamFifo (
  input wire io_push_valid,
  output wire io_push_ready,
  input wire [1:0] io_push_payload_id,
  input wire [5:0] io_push_payload_value,
  output reg io_pop_valid,
  input wire io_pop_ready,
  output reg [1:0] io_pop_payload_id,
  output reg [5:0] io_pop_payload_value,
  input wire io_flush,
  output wire [1:0] io_occupancy,
  output wire [1:0] io_availability,
  input wire aclk,
  input wire aresetn
);
  wire [7:0] logic_ram_spinal_port1;
  wire [7:0] _zz_logic_ram_port;
  reg _zz_1;
  reg logic_ptr_doPush;
  wire logic_ptr_doPop;
  wire logic_ptr_full;
  wire logic_ptr_empty;
  reg [1:0] logic_ptr_push;
  reg [1:0] logic_ptr_pop;
  wire [1:0] logic_ptr_occupancy;
  wire [1:0] logic_ptr_popOnIo;
  wire when_Stream_l1557;
  reg logic_ptr_wentUp;
  wire io_push_fire;
  wire logic_push_onRam_write_valid;
  wire [0:0] logic_push_onRam_write_payload_address;
  wire [1:0] logic_push_onRam_write_payload_data_id;
  wire [5:0] logic_push_onRam_write_payload_data_value;
  wire logic_pop_addressGen_valid;
  wire logic_pop_addressGen_ready;
  wire [0:0] logic_pop_addressGen_payload;
  wire logic_pop_addressGen_fire;
  wire [1:0] logic_pop_async_readed_id;
  wire [5:0] logic_pop_async_readed_value;
  wire [7:0] _zz_logic_pop_async_readed_id;
  wire logic_pop_addressGen_translated_valid;
  wire logic_pop_addressGen_translated_ready;
  wire [1:0] logic_pop_addressGen_translated_payload_id;
  wire [5:0] logic_pop_addressGen_translated_payload_value;
  (* ram_style = "distributed" *) reg [7:0] logic_ram [0:1];
  assign _zz_logic_ram_port = {logic_push_onRam_write_payload_data_value,logic_push_onRam_write_payload_data_id};
  always @(posedge aclk) begin
    if(_zz_1) begin
      logic_ram[logic_push_onRam_write_payload_address] <= _zz_logic_ram_port;
    end
  end
  assign logic_ram_spinal_port1 = logic_ram[logic_pop_addressGen_payload];
  always @(*) begin
    _zz_1 = 1'b0;
    if(logic_push_onRam_write_valid) begin
      _zz_1 = 1'b1;
    end
  end
  assign when_Stream_l1557 = (logic_ptr_doPush != logic_ptr_doPop);
  assign logic_ptr_full = (((logic_ptr_push ^ logic_ptr_popOnIo) ^ 2'b10) == 2'b00);
  assign logic_ptr_empty = (logic_ptr_push == logic_ptr_pop);
  assign logic_ptr_occupancy = (logic_ptr_push - logic_ptr_popOnIo);
  assign io_push_ready = (! logic_ptr_full);
  assign io_push_fire = (io_push_valid && io_push_ready);
  always @(*) begin
    logic_ptr_doPush = io_push_fire;
    if(logic_ptr_empty) begin
      if(io_pop_ready) begin
        logic_ptr_doPush = 1'b0;
      end
    end
  end
  assign logic_push_onRam_write_valid = io_push_fire;
  assign logic_push_onRam_write_payload_address = logic_ptr_push[0:0];
  assign logic_push_onRam_write_payload_data_id = io_push_payload_id;
  assign logic_push_onRam_write_payload_data_value = io_push_payload_value;
  assign logic_pop_addressGen_valid = (! logic_ptr_empty);
  assign logic_pop_addressGen_payload = logic_ptr_pop[0:0];
  assign logic_pop_addressGen_fire = (logic_pop_addressGen_valid && logic_pop_addressGen_ready);
  assign logic_ptr_doPop = logic_pop_addressGen_fire;
  assign _zz_logic_pop_async_readed_id = logic_ram_spinal_port1;
  assign logic_pop_async_readed_id = _zz_logic_pop_async_readed_id[1 : 0];
  assign logic_pop_async_readed_value = _zz_logic_pop_async_readed_id[7 : 2];
  assign logic_pop_addressGen_translated_valid = logic_pop_addressGen_valid;
  assign logic_pop_addressGen_ready = logic_pop_addressGen_translated_ready;
  assign logic_pop_addressGen_translated_payload_id = logic_pop_async_readed_id;
  assign logic_pop_addressGen_translated_payload_value = logic_pop_async_readed_value;
  always @(*) begin
    io_pop_valid = logic_pop_addressGen_translated_valid;
    if(logic_ptr_empty) begin
      io_pop_valid = io_push_valid;
    end
  end
  assign logic_pop_addressGen_translated_ready = io_pop_ready;
  always @(*) begin
    io_pop_payload_id = logic_pop_addressGen_translated_payload_id;
    if(logic_ptr_empty) begin
      io_pop_payload_id = io_push_payload_id;
    end
  end
  always @(*) begin
    io_pop_payload_value = logic_pop_addressGen_translated_payload_value;
    if(logic_ptr_empty) begin
      io_pop_payload_value = io_push_payload_value;
    end
  end
  assign logic_ptr_popOnIo = logic_ptr_pop;
  assign io_occupancy = logic_ptr_occupancy;
  assign io_availability = (2'b10 - logic_ptr_occupancy);
  always @(posedge aclk) begin
    if(!aresetn) begin
      logic_ptr_push <= 2'b00;
      logic_ptr_pop <= 2'b00;
      logic_ptr_wentUp <= 1'b0;
    end else begin
      if(when_Stream_l1557) begin
        logic_ptr_wentUp <= logic_ptr_doPush;
      end
      if(io_flush) begin
        logic_ptr_wentUp <= 1'b0;
      end
      if(logic_ptr_doPush) begin
        logic_ptr_push <= (logic_ptr_push + 2'b01);
      end
      if(logic_ptr_doPop) begin
        logic_ptr_pop <= (logic_ptr_pop + 2'b01);
      end
      if(io_flush) begin
        logic_ptr_push <= 2'b00;
        logic_ptr_pop <= 2'b00;
      end
    end
  end
endmodule
